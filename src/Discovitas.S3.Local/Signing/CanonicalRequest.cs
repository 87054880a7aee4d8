using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>Writes a request in the form that client and server sign.</summary>
internal static class CanonicalRequest
{
    internal static string Create(S3Request request, RequestSignature signature) => string.Join('\n',
        request.Method,
        PercentEncoding.Encode(request.Path, keepSlashes: true),
        Query(request.Query),
        Headers(request, signature),
        string.Join(';', signature.SignedHeaders),
        signature.PayloadHash);

    private static string Query(QueryParameters query)
    {
        var pairs = query.Pairs
            .Where(pair => pair.Name != QuerySignature.SignatureParameter)
            .Select(pair => (Name: PercentEncoding.Encode(pair.Name), Value: PercentEncoding.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static string Headers(S3Request request, RequestSignature signature)
    {
        var headers = new StringBuilder();
        foreach (var name in signature.SignedHeaders)
        {
            headers.Append(name).Append(':').AppendJoin(',', request.Headers[name].Select(Trim)).Append('\n');
        }

        return headers.ToString();
    }

    /// <summary>Removes spaces around a value, and replaces several spaces with one.</summary>
    private static string Trim(string? value) =>
        string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
