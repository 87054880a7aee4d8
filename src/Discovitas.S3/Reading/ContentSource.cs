namespace Discovitas.S3.Reading;

/// <summary>Content as a stream, for filters.</summary>
/// <param name="Content">The bytes, from the current position.</param>
/// <param name="KnownLength">The number of bytes that the content states, or null.</param>
internal sealed record ContentSource(Stream Content, long? KnownLength) : IDisposable
{
    private const int CachedSize = 256 * 1024;

    /// <summary>Gets a value indicating whether the stream is ours, and not the caller's.</summary>
    internal bool IsOurs { get; init; }

    /// <summary>
    /// Gets the most bytes to read at once: what a filter looks at then stays in the processor's cache. Files have no
    /// such limit, because each read of them is a job for the thread pool.
    /// </summary>
    internal int MostAtOnce => Content is FileContent or FileStream ? int.MaxValue : CachedSize;

    /// <summary>Gets what throws if the content has changed while it was read; null if it cannot change.</summary>
    internal Func<CancellationToken, ValueTask>? RequireUnchanged { get; init; }

    internal static ContentSource From(Stream stream)
    {
        StreamPartReader.RequireReadable(stream);
        return new(stream, stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null);
    }

    public void Dispose()
    {
        if (IsOurs)
        {
            Content.Dispose();
        }
    }
}
