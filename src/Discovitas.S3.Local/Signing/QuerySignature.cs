using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>
/// Reads a signature from the query, as in a presigned URL.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
/// </summary>
internal static class QuerySignature
{
    internal const string SignatureParameter = "X-Amz-Signature";
    private const int MaxLifetime = 7 * 24 * 60 * 60;

    internal static RequestSignature Parse(S3Request request)
    {
        if (request.Query.Pairs.Where(pair => pair.Name.StartsWith("X-Amz-", StringComparison.Ordinal))
            .GroupBy(pair => pair.Name).FirstOrDefault(group => group.Count() > 1) is { Key: var repeated })
        {
            throw Malformed($"The query has the parameter {repeated} more than once.");
        }

        if (Parameter(request, "X-Amz-Algorithm") != HeaderSignature.Algorithm)
        {
            throw Malformed($"X-Amz-Algorithm only supports \"{HeaderSignature.Algorithm}\"");
        }

        var scope = CredentialScope.Parse(Parameter(request, "X-Amz-Credential"))
            ?? throw Malformed($"Error parsing the X-Amz-Credential parameter; {CredentialScope.Malformed}");
        var payload = request.Header("x-amz-content-sha256")
            ?? request.Query["X-Amz-Content-Sha256"]
            ?? "UNSIGNED-PAYLOAD";
        return new RequestSignature(
            scope,
            Parameter(request, "X-Amz-Date"),
            Parameter(request, "X-Amz-SignedHeaders").Split(';'),
            Parameter(request, SignatureParameter),
            payload,
            Lifetime(Parameter(request, "X-Amz-Expires")));
    }

    private static TimeSpan Lifetime(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw Malformed("X-Amz-Expires should be a number");
        }

        return seconds <= MaxLifetime
            ? TimeSpan.FromSeconds(seconds)
            : throw Malformed(
                "X-Amz-Expires must be less than a week (in seconds); " +
                "that is, the given X-Amz-Expires must be less than 604800 seconds");
    }

    private static string Parameter(S3Request request, string name) =>
        request.Query[name]
        ?? throw Malformed(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, " +
            "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");

    private static S3Exception Malformed(string message) => new(S3Error.AuthorizationQueryParametersError, message);
}
