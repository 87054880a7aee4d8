namespace Discovitas.S3;

/// <summary>
/// Describes what of a file is to be read, in the terms of an HTTP request (RFC 9110, sections 13 and 14): the headers
/// of a request can be passed on as they are.
/// </summary>
public sealed record FileReadOptions
{
    /// <summary>
    /// Gets the <c>Range</c> header, for instance <c>bytes=0-1023</c> or <c>bytes=-500</c>. Anything but one range of
    /// bytes is ignored, so that the whole file is read.
    /// </summary>
    /// <value>The default is the whole file.</value>
    public string? Range { get; init; }

    /// <summary>Gets the <c>If-Range</c> header: the range applies only to the file that has this ETag.</summary>
    /// <value>The default is none. A date is never taken for a match, so that the whole file is read.</value>
    public string? IfRange { get; init; }

    /// <summary>Gets the <c>If-None-Match</c> header: a file that has one of these ETags is not read.</summary>
    /// <value>The default is none.</value>
    public string? IfNoneMatch { get; init; }

    /// <summary>
    /// Gets the time of <c>If-Modified-Since</c>: a file that was stored no later is not read. Ignored with
    /// <see cref="IfNoneMatch"/>.
    /// </summary>
    /// <value>The default is none.</value>
    public DateTimeOffset? IfModifiedSince { get; init; }
}
