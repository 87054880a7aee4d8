using Discovitas.S3.Local.Protocol;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Signing;

/// <summary>
/// Reads a signature from the Authorization header.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
/// </summary>
internal static class HeaderSignature
{
    internal const string Algorithm = "AWS4-HMAC-SHA256";

    internal const string UnsupportedMechanism =
        $"The authorization mechanism you have provided is not supported. Please use {Algorithm}.";

    /// <summary>Creates the error for a Signature Version 2, in a header or in the query.</summary>
    internal static S3Exception IsVersion2() => new(
        S3Error.InvalidRequest,
        $"{UnsupportedMechanism} This request has a Signature Version 2, with which boto3 presigns URLs by default: " +
        "create its client with Config(signature_version=\"s3v4\").");

    internal static RequestSignature Parse(string header, S3Request request)
    {
        if (header.StartsWith("AWS ", StringComparison.Ordinal))
        {
            throw IsVersion2();
        }

        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            throw new S3Exception(S3Error.InvalidRequest, UnsupportedMechanism);
        }

        var fields = header[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var scope = CredentialScope.Parse(Field(fields, "Credential="))
            ?? throw Malformed(CredentialScope.Malformed);
        var payload = request.Header("x-amz-content-sha256")
            ?? throw new S3Exception(
                S3Error.InvalidRequest, "Missing required header for this request: x-amz-content-sha256");
        return new RequestSignature(
            scope,
            Timestamp(request),
            Field(fields, "SignedHeaders=").Split(';'),
            Field(fields, "Signature="),
            payload,
            Lifetime: null);
    }

    private static string Field(string[] fields, string name) =>
        Array.Find(fields, field => field.StartsWith(name, StringComparison.Ordinal))?[name.Length..]
        ?? throw Malformed($"{name} is missing.");

    private static string Timestamp(S3Request request) =>
        request.Header("x-amz-date")
        ?? (HeaderUtilities.TryParseDate(request.Header("Date"), out var date)
            ? date.UtcDateTime.ToString(RequestSignature.TimestampFormat, CultureInfo.InvariantCulture)
            : "");

    private static S3Exception Malformed(string reason) =>
        new(S3Error.AuthorizationHeaderMalformed, $"The authorization header is malformed; {reason}");
}
