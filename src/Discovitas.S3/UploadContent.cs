using Discovitas.S3.Reading;

namespace Discovitas.S3;

/// <summary>
/// The bytes of an upload. Bytes and files can be uploaded again and by several uploads at once; a stream once, from where it
/// stands, and it is never disposed.
/// </summary>
public sealed class UploadContent
{
    private readonly Func<PartPlan, PartReader> _open;

    private UploadContent(Func<PartPlan, PartReader> open) => _open = open;

    /// <summary>Bytes in memory. They are not copied: leave them as they are until the upload has ended.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator UploadContent(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new ReadOnlyMemory<byte>(bytes);
    }

    /// <summary>Bytes in memory. They are not copied: leave them as they are until the upload has ended.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator UploadContent(ReadOnlyMemory<byte> bytes) => new(plan => new MemoryPartReader(bytes, plan));

    /// <summary>
    /// A readable stream, seekable or not, from where it stands to its end. Its length need not be known; where a seekable stream
    /// states one, the bytes must agree with it.
    /// </summary>
    /// <param name="stream">The stream. It stays the caller's to dispose.</param>
    /// <exception cref="ArgumentException">The stream cannot be read, or is disposed.</exception>
    public static implicit operator UploadContent(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        StreamPartReader.RequireReadable(stream);
        var used = 0;
        return new UploadContent(plan => Interlocked.Exchange(ref used, 1) == 0
            ? new StreamPartReader(stream, plan)
            : throw new InvalidOperationException(
                "This stream has been uploaded before and now stands at its end. Give each upload a stream of its own, or bytes or a file, which can be read again."));
    }

    /// <summary>Bytes in memory, for languages without implicit conversions. They are not copied.</summary>
    /// <param name="bytes">The bytes. Leave them as they are until the upload has ended.</param>
    /// <returns>The bytes' content.</returns>
    public static UploadContent FromBytes(ReadOnlyMemory<byte> bytes) => bytes;

    /// <summary>A stream, for languages without implicit conversions.</summary>
    /// <param name="stream">The stream, as in the conversion. It stays the caller's to dispose.</param>
    /// <returns>The stream's content.</returns>
    /// <exception cref="ArgumentException">The stream cannot be read, or is disposed.</exception>
    public static UploadContent FromStream(Stream stream) => stream;

    /// <summary>A file on disk, opened when the upload starts and read without being held in memory.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The file's content.</returns>
    public static UploadContent FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new UploadContent(plan => FilePartReader.Open(path, plan));
    }

    /// <summary>Starts to read. Nothing has been read before the first part is asked for.</summary>
    internal PartReader Read(PartPlan plan) => _open(plan);
}
