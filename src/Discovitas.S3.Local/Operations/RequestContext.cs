namespace Discovitas.S3.Local.Operations;

/// <summary>The conditions under which a request is carried out. A fault can change them for its own request.</summary>
/// <param name="Clock">The server's time.</param>
internal sealed record RequestContext(TimeProvider Clock)
{
    /// <summary>
    /// Gets a function that replaces the stream of a form's file; <see langword="null"/> to read the file as it is.
    /// </summary>
    internal Func<Stream, Stream>? ReplaceFile { get; init; }

    /// <summary>
    /// Gets a function that changes the staged bytes after every check; <see langword="null"/> to store what was
    /// received.
    /// </summary>
    internal Func<Stream, CancellationToken, Task>? ChangeStaged { get; init; }

    internal DateTimeOffset Now => Clock.GetUtcNow();
}
