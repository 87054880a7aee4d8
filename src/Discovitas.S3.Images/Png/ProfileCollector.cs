using System.Buffers;
using System.IO.Compression;
using Discovitas.S3.Images.Icc;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Png;

/// <summary>
/// Collects a compressed colour profile (PNG, third edition, section 11.3.2.3). This is the one part that is held in
/// memory as a whole: it grows with the bytes that come, up to a limit, whatever the chunk's length says.
/// </summary>
internal sealed class ProfileCollector : Watcher
{
    private const int MostBytes = 1024 * 1024;
    private const int MostProfileBytes = 4 * MostBytes;
    private const int MostNameBytes = 79;

    private readonly ArrayBufferWriter<byte> _chunk = new();
    private bool _isTooLong;

    internal override void Append(ReadOnlySpan<byte> bytes)
    {
        _isTooLong |= _chunk.WrittenCount + bytes.Length > MostBytes;
        if (!_isTooLong)
        {
            _chunk.Write(bytes);
        }
    }

    /// <summary>Returns the chunk's data with another name and the cleaned profile; null if there is none.</summary>
    internal byte[]? Cleaned()
    {
        var data = _chunk.WrittenMemory;
        var nameEnd = data.Span.IndexOf((byte)0);
        if (_isTooLong || nameEnd is < 1 or > MostNameBytes || data.Length < nameEnd + 2 || data.Span[nameEnd + 1] != 0)
        {
            return null;
        }

        var profile = Inflate(data[(nameEnd + 2)..]);
        return profile is not null && IccProfiles.TryBlank(profile) ? Deflate(profile) : null;
    }

    private static byte[]? Inflate(ReadOnlyMemory<byte> compressed)
    {
        using var source = new MemoryStream(compressed.ToArray(), writable: false);
        using var inflater = new ZLibStream(source, CompressionMode.Decompress);
        using var profile = new MemoryStream();
        var part = new byte[8192];
        try
        {
            while (inflater.Read(part) is > 0 and var read)
            {
                if (profile.Length + read > MostProfileBytes)
                {
                    return null;
                }

                profile.Write(part.AsSpan(0, read));
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            // It is not compressed, or with a dictionary that nobody has.
            return null;
        }

        return profile.ToArray();
    }

    private static byte[] Deflate(byte[] profile)
    {
        using var chunk = new MemoryStream();
        chunk.Write("ICC profile\0\0"u8);
        using (var deflater = new ZLibStream(chunk, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(profile);
        }

        return chunk.ToArray();
    }
}
