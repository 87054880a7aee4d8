using System.Text;
using Discovitas.S3.Addressing;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Probes;

/// <summary>The keys under which a diagnosis stores files, each remembered before it is used.</summary>
internal sealed class TestFiles(S3Settings settings, ObjectAddresses addresses)
{
    internal const string ContentType = "text/plain";

    private const string Folder = "diagnosis";

    private readonly List<ObjectKey> _keys = [];
    private readonly List<(ObjectKey Key, string Id)> _uploads = [];

    /// <summary>Gets the bytes of every test file.</summary>
    internal static byte[] Bytes { get; } =
        Encoding.UTF8.GetBytes("This file was stored by a diagnosis of Discovitas.S3. It can be deleted.\n");

    /// <summary>Gets the keys under which there may be an object.</summary>
    internal IReadOnlyList<ObjectKey> Keys => _keys;

    /// <summary>Gets the multipart uploads that may be unfinished.</summary>
    internal IReadOnlyList<(ObjectKey Key, string Id)> Uploads => _uploads;

    /// <summary>Creates a key, under which a file may be stored from now on.</summary>
    internal ObjectKey Create()
    {
        var key = CreateUnused();
        _keys.Add(key);
        return key;
    }

    /// <summary>Creates the key of a pending file, which may be stored from now on.</summary>
    internal (ObjectKey Key, ObjectKey Pending) CreatePending()
    {
        var key = CreateUnused();
        var pending = addresses.PendingKey(key);
        _keys.Add(pending);
        return (key, pending);
    }

    /// <summary>Creates a key under which nothing will be stored.</summary>
    internal ObjectKey CreateUnused() => ObjectKey.Create(
        new FileUploadRequest("test.txt", ContentType, ReadOnlyMemory<byte>.Empty) { Folder = Folder },
        settings.KeyPrefix);

    internal void Add(ObjectKey key, string uploadId) => _uploads.Add((key, uploadId));
}
