using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>The signature of a request as it was sent, which is not verified yet.</summary>
/// <param name="Scope">The access key, and what it was derived for.</param>
/// <param name="Timestamp">The time of signing, for instance <c>20130524T000000Z</c>.</param>
/// <param name="SignedHeaders">The names of the signed headers, in lower case.</param>
/// <param name="Value">The signature, 64 hex digits.</param>
/// <param name="PayloadHash">The hash of the body, or the word that replaces it.</param>
/// <param name="Lifetime">The lifetime of a presigned URL; <see langword="null"/> for a signature in a header.</param>
internal sealed record RequestSignature(
    CredentialScope Scope,
    string Timestamp,
    string[] SignedHeaders,
    string Value,
    string PayloadHash,
    TimeSpan? Lifetime)
{
    internal const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    internal bool IsPresigned => Lifetime is not null;

    internal DateTimeOffset SignedAt { get; } = ParseTime(Timestamp)
        ?? throw new S3Exception(
            S3Error.AccessDenied, "AWS authentication requires a valid Date or x-amz-date header");

    /// <summary>Reads the signature of a request, or returns <see langword="null"/> if the request has none.</summary>
    internal static RequestSignature? From(S3Request request)
    {
        var header = request.Header("Authorization");
        var inQuery = request.Query.Has("X-Amz-Algorithm") || request.Query.Has("X-Amz-Signature");
        if (header is not null && inQuery)
        {
            throw new S3Exception(
                S3Error.InvalidArgument,
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, " +
                "Signature query string parameter or the Authorization header should be specified");
        }

        if (request.Query.Has("AWSAccessKeyId") || (request.Query.Has("Signature") && request.Query.Has("Expires")))
        {
            throw HeaderSignature.IsVersion2();
        }

        return header is not null ? HeaderSignature.Parse(header, request)
            : inQuery ? QuerySignature.Parse(request)
            : null;
    }

    private static DateTimeOffset? ParseTime(string timestamp) =>
        DateTimeOffset.TryParseExact(timestamp, TimestampFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
