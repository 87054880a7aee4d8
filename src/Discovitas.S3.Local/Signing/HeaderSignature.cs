using System.Globalization;
using Discovitas.S3.Local.Protocol;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Signing;

/// <summary>
/// A signature in the Authorization header.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
/// </summary>
internal static class HeaderSignature
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public static SignatureClaim Parse(string header, S3Request request)
    {
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            throw new S3Exception(S3Error.InvalidRequest, $"The authorization mechanism you have provided is not supported. Please use {Algorithm}.");
        }

        var fields = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var scope = CredentialScope.Parse(Field(fields, "Credential="))
            ?? throw new S3Exception(S3Error.AuthorizationHeaderMalformed, "The authorization header is malformed; the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        var payload = request.Header("x-amz-content-sha256")
            ?? throw new S3Exception(S3Error.InvalidRequest, "Missing required header for this request: x-amz-content-sha256");
        return new SignatureClaim(
            scope, Timestamp(request), Field(fields, "SignedHeaders=").Split(';'), Field(fields, "Signature="), payload, Lifetime: null);
    }

    private static string Field(string[] fields, string name) =>
        Array.Find(fields, field => field.StartsWith(name, StringComparison.Ordinal))?[name.Length..]
        ?? throw new S3Exception(S3Error.AuthorizationHeaderMalformed, $"The authorization header is malformed; {name} is missing.");

    private static string Timestamp(S3Request request) =>
        request.Header("x-amz-date")
        ?? (HeaderUtilities.TryParseDate(request.Header("Date"), out var date)
            ? date.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
            : "");
}
