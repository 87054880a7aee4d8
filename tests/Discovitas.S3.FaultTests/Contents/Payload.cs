using System.Collections.Concurrent;
using System.Security.Cryptography;
using Discovitas.S3.TestSupport;

namespace Discovitas.S3.FaultTests.Contents;

/// <summary>Random bytes of one size, made once and shared by all runs, in memory and as a file.</summary>
internal sealed class Payload
{
    private static readonly ConcurrentDictionary<int, Payload> BySize = new();

    private readonly Lazy<string> _path;

    private Payload(int size)
    {
        Bytes = TestBytes.Bytes(size);
        Hash = Convert.ToHexString(SHA256.HashData(Bytes));
        Crc32 = Convert.ToBase64String([.. System.IO.Hashing.Crc32.Hash(Bytes).Reverse()]);
        _path = new Lazy<string>(Write);
    }

    internal byte[] Bytes { get; }

    /// <summary>SHA-256 in hex.</summary>
    internal string Hash { get; }

    /// <summary>As S3 writes it.</summary>
    internal string Crc32 { get; }

    internal string Path => _path.Value;

    internal static Payload Get(int size) => BySize.GetOrAdd(size, static count => new Payload(count));

    private string Write()
    {
        var path = System.IO.Path.Combine(
            Directory.CreateTempSubdirectory("discovitas-faults-").FullName, "payload.bin");
        File.WriteAllBytes(path, Bytes);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Directory.Delete(System.IO.Path.GetDirectoryName(path)!, recursive: true);
        return path;
    }
}
