using Discovitas.S3.Reading;

namespace Discovitas.S3;

/// <summary>
/// Represents the bytes of an upload. Content from memory or a file can be uploaded repeatedly, also by several uploads
/// at once. Content from a stream can be uploaded once, from the stream's current position; the stream is never
/// disposed.
/// </summary>
public sealed class UploadContent
{
    private readonly Func<PartPlan, PartReader> _read;
    private readonly Func<PartPlan, ContentSource> _open;

    private UploadContent(Func<PartPlan, PartReader> read, Func<PartPlan, ContentSource> open) =>
        (_read, _open) = (read, open);

    /// <summary>
    /// Converts bytes in memory to content. They are not copied: do not change them before the upload has ended. If
    /// they are null, the upload throws an <see cref="ArgumentException"/>.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator UploadContent(byte[] bytes) => bytes is null ? Missing("bytes") : FromBytes(bytes);

    /// <summary>
    /// Converts bytes in memory to content. They are not copied: do not change them before the upload has ended.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator UploadContent(ReadOnlyMemory<byte> bytes) => FromBytes(bytes);

    /// <summary>
    /// Converts a readable stream, seekable or not, to content: its bytes from the current position to its end. If a
    /// seekable stream states a length, the bytes must agree with it. If the stream is null, disposed or not readable,
    /// the upload throws an <see cref="ArgumentException"/>.
    /// </summary>
    /// <param name="stream">The stream. The caller disposes it.</param>
    public static implicit operator UploadContent(Stream stream) =>
        stream is null ? Missing("stream") : FromStream(stream);

    /// <summary>
    /// Creates content from bytes in memory. They are not copied: do not change them before the upload has ended.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentNullException">The array is null, which is no empty file.</exception>
    public static UploadContent FromBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return FromBytes(new ReadOnlyMemory<byte>(bytes));
    }

    /// <summary>
    /// Creates content from bytes in memory. They are not copied: do not change them before the upload has ended.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The content.</returns>
    public static UploadContent FromBytes(ReadOnlyMemory<byte> bytes) => new(
        plan => new MemoryPartReader(new(bytes), plan),
        _ => new(new BytesStream(bytes), bytes.Length) { IsOurs = true })
    {
        Bytes = bytes,
    };

    /// <summary>
    /// Creates content from a readable stream, seekable or not: its bytes from the current position to its end. If a
    /// seekable stream states a length, the bytes must agree with it. A stream can be uploaded once.
    /// </summary>
    /// <param name="stream">The stream. The caller disposes it.</param>
    /// <returns>The content.</returns>
    public static UploadContent FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var used = 0;
        return new UploadContent(
            plan => new StreamPartReader(Once(), plan), _ => ContentSource.From(Once()));

        Stream Once() => Interlocked.Exchange(ref used, 1) == 0
            ? stream
            : throw new InvalidOperationException(
                "This stream has been uploaded before and is at its end now. Use a new stream for each upload, or "
                + "bytes or a file, which can be uploaded again.");
    }

    /// <summary>
    /// Creates content from a file on disk. It is opened when the upload starts, and not held in memory.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The content.</returns>
    public static UploadContent FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new UploadContent(
            plan => FilePartReader.Open(path, plan), plan => FilePartReader.OpenSource(path, plan));
    }

    // A conversion must not throw; the upload does, before it sends anything.
    private static UploadContent Missing(string what)
    {
        return new(_ => throw Failure(), _ => throw Failure());

        ArgumentException Failure() =>
            new($"The content is null: no {what} given. Give an empty array for an empty file.");
    }

    /// <summary>Gets the bytes of content that is in memory; null for other content.</summary>
    internal ReadOnlyMemory<byte>? Bytes { get; private init; }

    /// <summary>Opens the content. Nothing is read before the first part is requested.</summary>
    internal PartReader Read(PartPlan plan) => _read(plan);

    /// <summary>Opens the content for filters.</summary>
    internal ContentSource Open(PartPlan plan) => _open(plan);
}
