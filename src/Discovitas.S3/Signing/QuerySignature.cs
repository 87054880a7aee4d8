using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.Signing;

/// <summary>
/// Computes signed URLs (AWS Signature Version 4, "Authenticating requests: using query parameters"). They are the same
/// as those of the AWS SDK, but computed without its pipeline.
/// </summary>
internal static class QuerySignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Returns the signed URL.</summary>
    /// <param name="request">What is signed.</param>
    /// <param name="place">The address of the bucket that the URL is for.</param>
    /// <param name="key">The key to sign with, for the day of the signature.</param>
    /// <param name="time">The time of the signature, its lifetime, and the token of temporary credentials.</param>
    internal static string Sign(UnsignedUrl request, SigningPlace place, SigningKey key, SignatureTime time)
    {
        var date = time.Date.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
        var headers = CanonicalHeaders(request, place, out var signedHeaders);
        var parameters = Parameters(request, time);
        parameters.Add(new("X-Amz-Algorithm", Algorithm));
        parameters.Add(new("X-Amz-Credential", Escape($"{key.AccessKey}/{key.Scope}")));
        parameters.Add(new("X-Amz-Date", date));
        parameters.Add(new("X-Amz-SignedHeaders", Escape(signedHeaders)));
        var path = place.Path + request.Key.Value;
        var query = Join(parameters.OrderBy(one => one.Key, StringComparer.Ordinal));
        var canonical = $"{request.Method}\n{path}\n{query}\n{headers}\n{signedHeaders}\nUNSIGNED-PAYLOAD";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var signature = key.Sign($"{Algorithm}\n{date}\n{key.Scope}\n{hash}");
        return $"{place.Origin}{path}?{Join(parameters)}&X-Amz-Signature={signature}";
    }

    // In the order in which the SDK writes them, with escaped values. Names need no escaping.
    private static List<KeyValuePair<string, string>> Parameters(UnsignedUrl request, SignatureTime time)
    {
        var parameters = new List<KeyValuePair<string, string>>(10);
        if (request.Part is { } part)
        {
            parameters.Add(new("uploadId", Escape(part.UploadId)));
            parameters.Add(new("partNumber", part.Number.ToString(CultureInfo.InvariantCulture)));
        }

        parameters.Add(new("X-Amz-Expires", time.Seconds.ToString(CultureInfo.InvariantCulture)));
        if (time.Token is { Length: > 0 } token)
        {
            parameters.Add(new("X-Amz-Security-Token", Escape(token)));
        }

        if (request.Disposition is { } disposition)
        {
            parameters.Add(new("response-content-disposition", Escape(disposition)));
        }

        return parameters;
    }

    // Names in lower case and in order, values without needless spaces; each line ends with a line feed.
    private static string CanonicalHeaders(UnsignedUrl request, SigningPlace place, out string signedHeaders)
    {
        if (request.Headers.Count == 0)
        {
            signedHeaders = "host";
            return $"host:{place.Host}\n";
        }

        var headers = request.Headers
            .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), Condense(header.Value)))
            .Append(KeyValuePair.Create("host", place.Host))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToList();
        signedHeaders = string.Join(';', headers.Select(header => header.Key));
        return string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"));
    }

    private static string Condense(string value) =>
        value.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : value.Trim();

    // RFC 3986, section 2.3: everything but the unreserved characters.
    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Join(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(one => $"{one.Key}={one.Value}"));
}
