using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Checks the conditions of a request (RFC 9110, section 13) on the ETag of an object and on the time of its last
/// change.
/// </summary>
internal static class Preconditions
{
    /// <summary>Returns whether a read is answered with 304. Throws if a condition forbids the read.</summary>
    /// <param name="request">The request with the conditions.</param>
    /// <param name="current">The object.</param>
    /// <param name="now">The server's time. S3 ignores If-Modified-Since with a later time.</param>
    /// <param name="prefix">
    /// The start of the names of the conditions; <c>x-amz-copy-source-</c> for the source of a copy.
    /// </param>
    internal static bool IsNotModified(
        S3Request request, ObjectMetadata current, DateTimeOffset now, string prefix = "")
    {
        var ifMatch = request.Header(prefix + "If-Match");
        var ifNoneMatch = request.Header(prefix + "If-None-Match");

        // A condition on the ETag takes precedence over one on the time (section 13.2.2).
        if (ifMatch is not null ? !Matches(ifMatch, current.ETag)
            : HttpDate.Parse(request.Header(prefix + "If-Unmodified-Since")) < current.LastModified)
        {
            throw Failed(prefix + (ifMatch is not null ? "If-Match" : "If-Unmodified-Since"));
        }

        return ifNoneMatch is not null
            ? Matches(ifNoneMatch, current.ETag)
            : HttpDate.Parse(request.Header(prefix + "If-Modified-Since")) is { } since
                && since >= current.LastModified
                && since <= now;
    }

    /// <summary>Throws if the object that the key has now does not meet the conditions of a write.</summary>
    internal static void CheckWrite(S3Request request, ObjectMetadata? current)
    {
        var ifNoneMatch = request.Header("If-None-Match");
        if (ifNoneMatch is not (null or "*"))
        {
            throw new S3Exception(
                S3Error.NotImplemented, null,
                ("Header", "If-None-Match"),
                ("additionalMessage", "We don't accept the provided value of If-None-Match header for this API"));
        }

        if (ifNoneMatch is not null && current is not null)
        {
            throw Failed("If-None-Match");
        }

        if (request.Header("If-Match") is not { } ifMatch)
        {
            return;
        }

        if (current is null)
        {
            throw new S3Exception(S3Error.NoSuchKey, null, ("Key", request.Key));
        }

        if (!Matches(ifMatch, current.ETag))
        {
            throw Failed("If-Match");
        }
    }

    internal static S3Exception Failed(string condition) =>
        new(S3Error.PreconditionFailed, null, ("Condition", condition));

    private static bool Matches(string condition, string etag) => condition
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(candidate => candidate == "*" || candidate.Trim('"') == etag.Trim('"'));
}
