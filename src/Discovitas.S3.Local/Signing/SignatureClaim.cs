using System.Globalization;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>What a signed request says about its own signature; nothing in it is believed yet.</summary>
/// <param name="Scope">Whose key and what for.</param>
/// <param name="Timestamp">When it was signed, <c>20130524T000000Z</c>.</param>
/// <param name="SignedHeaders">The names of the signed headers, in lower case.</param>
/// <param name="Signature">64 hex digits.</param>
/// <param name="PayloadHash">The body's hash, or the word that stands for it.</param>
/// <param name="Lifetime">How long a presigned URL lives; null where the signature is in a header.</param>
internal sealed record SignatureClaim(
    CredentialScope Scope, string Timestamp, string[] SignedHeaders, string Signature, string PayloadHash, TimeSpan? Lifetime)
{
    private const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    public bool IsPresigned => Lifetime is not null;

    public DateTimeOffset SignedAt { get; } = ParseTime(Timestamp)
        ?? throw new S3Exception(S3Error.AccessDenied, "AWS authentication requires a valid Date or x-amz-date header");

    /// <summary>The claim of a request; null where it is anonymous.</summary>
    public static SignatureClaim? Of(S3Request request)
    {
        var header = request.Header("Authorization");
        var inQuery = request.Query.Has("X-Amz-Algorithm") || request.Query.Has("X-Amz-Signature");
        if (header is not null && inQuery)
        {
            throw new S3Exception(S3Error.InvalidArgument, "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified");
        }

        if (request.Query.Has("AWSAccessKeyId"))
        {
            throw new S3Exception(S3Error.InvalidRequest, "Signature version 2 is not supported. Please use AWS4-HMAC-SHA256.");
        }

        return header is not null ? HeaderSignature.Parse(header, request)
            : inQuery ? QuerySignature.Parse(request)
            : null;
    }

    private static DateTimeOffset? ParseTime(string timestamp) =>
        DateTimeOffset.TryParseExact(timestamp, TimestampFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
