using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>The conditions of a request (RFC 9110, 13): on an object's ETag and on when it was changed.</summary>
internal static class Preconditions
{
    /// <summary>
    /// Whether a read is to be answered with 304. A condition that forbids it throws.
    /// </summary>
    /// <param name="request">Has the conditions.</param>
    /// <param name="current">The object.</param>
    /// <param name="prefix">What the conditions' names begin with: that of a copy's source is x-amz-copy-source-.</param>
    public static bool IsNotModified(S3Request request, ObjectMetadata current, string prefix = "")
    {
        var ifMatch = request.Header(prefix + "If-Match");
        var ifNoneMatch = request.Header(prefix + "If-None-Match");

        // a condition on the ETag outweighs that on the time (13.2.2)
        if (ifMatch is not null ? !Matches(ifMatch, current.ETag)
            : HttpDate.Parse(request.Header(prefix + "If-Unmodified-Since")) < current.LastModified)
        {
            throw Failed(ifMatch is not null ? "If-Match" : "If-Unmodified-Since");
        }

        return ifNoneMatch is not null
            ? Matches(ifNoneMatch, current.ETag)
            : HttpDate.Parse(request.Header(prefix + "If-Modified-Since")) >= current.LastModified;
    }

    /// <summary>Throws where a write's conditions do not hold for what the key has now.</summary>
    public static void CheckWrite(S3Request request, ObjectMetadata? current)
    {
        var ifNoneMatch = request.Header("If-None-Match");
        if (ifNoneMatch is not (null or "*"))
        {
            throw new S3Exception(S3Error.NotImplemented);
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

    public static S3Exception Failed(string condition) => new(S3Error.PreconditionFailed, null, ("Condition", condition));

    private static bool Matches(string condition, string etag) => condition
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(candidate => candidate == "*" || candidate.Trim('"') == etag.Trim('"'));
}
