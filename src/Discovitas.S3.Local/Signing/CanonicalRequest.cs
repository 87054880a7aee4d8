using System.Text;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>The one form of a request that both sides sign.</summary>
internal static class CanonicalRequest
{
    public static string Of(S3Request request, SignatureClaim claim) => string.Join('\n',
        request.Method,
        PercentEncoding.Encode(request.Path, keepSlashes: true),
        Query(request.Query),
        Headers(request, claim),
        string.Join(';', claim.SignedHeaders),
        claim.PayloadHash);

    private static string Query(QueryParameters query)
    {
        var pairs = query.Pairs
            .Where(pair => pair.Name != QuerySignature.SignatureParameter)
            .Select(pair => (Name: PercentEncoding.Encode(pair.Name), Value: PercentEncoding.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static string Headers(S3Request request, SignatureClaim claim)
    {
        var headers = new StringBuilder();
        foreach (var name in claim.SignedHeaders)
        {
            headers.Append(name).Append(':').AppendJoin(',', request.Headers[name].Select(Trim)).Append('\n');
        }

        return headers.ToString();
    }

    /// <summary>A header's value with no space around it, and one where several stood together.</summary>
    private static string Trim(string? value) => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
