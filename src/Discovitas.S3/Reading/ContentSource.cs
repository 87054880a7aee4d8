namespace Discovitas.S3.Reading;

/// <summary>Content as a stream, for filters.</summary>
/// <param name="Content">The bytes, from the current position.</param>
/// <param name="KnownLength">The number of bytes that the content states, or null.</param>
internal sealed record ContentSource(Stream Content, long? KnownLength) : IDisposable
{
    /// <summary>Gets a value indicating whether the stream is ours, and not the caller's.</summary>
    internal bool IsOurs { get; init; }

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
