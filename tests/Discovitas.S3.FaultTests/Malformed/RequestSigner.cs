using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Signs requests as S3 describes it, without code of the server.</summary>
/// <param name="Host">The host and port.</param>
/// <param name="KeyId">The ID of the access key.</param>
/// <param name="Secret">The secret.</param>
internal sealed record RequestSigner(string Host, string KeyId, string Secret)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    internal DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    internal string Region { get; init; } = "us-east-1";

    internal string Service { get; init; } = "s3";

    /// <summary>Gets the day of the scope, if it is not that of the time.</summary>
    internal string? ScopeDay { get; init; }

    /// <summary>Gets the seconds that a URL is valid.</summary>
    internal string Lifetime { get; init; } = "300";

    internal string Stamp => Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    internal string Scope => $"{ScopeDay ?? Stamp[..8]}/{Region}/{Service}/aws4_request";

    /// <summary>Signs in the Authorization header.</summary>
    /// <returns>The signature.</returns>
    internal string SignHeader(WireRequest request, string? payload = null)
    {
        request.Set("Host", Host);
        request.Set("x-amz-date", Stamp);
        if (payload is not null || request.Header("x-amz-content-sha256") is null)
        {
            request.Set("x-amz-content-sha256", payload ?? Hash(request.Body));
        }

        var (path, query) = Split(request.Target);
        var hash = string.Join(',', Values(request, "x-amz-content-sha256"));
        var (names, canonical) = Canonical(request, path, query, hash);
        var signature = Sign($"{Algorithm}\n{Stamp}\n{Scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}");
        request.Set(
            "Authorization",
            $"{Algorithm} Credential={KeyId}/{Scope},SignedHeaders={names},Signature={signature}");
        return signature;
    }

    /// <summary>Signs in the query, as a presigned URL.</summary>
    internal void SignQuery(WireRequest request)
    {
        request.Set("Host", Host);
        var names = SignedNames(request);
        var (path, query) = Split(request.Target);
        query = string.Join('&', new[]
        {
            query,
            $"X-Amz-Algorithm={Algorithm}",
            $"X-Amz-Credential={Uri.EscapeDataString($"{KeyId}/{Scope}")}",
            $"X-Amz-Date={Stamp}",
            $"X-Amz-Expires={Lifetime}",
            $"X-Amz-SignedHeaders={Uri.EscapeDataString(string.Join(';', names))}",
        }.Where(part => part.Length > 0));
        var hash = request.Header("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD";
        var (_, canonical) = Canonical(request, path, query, hash);
        var signature = Sign($"{Algorithm}\n{Stamp}\n{Scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}");
        request.Target = $"{path}?{query}&X-Amz-Signature={signature}";
    }

    /// <summary>Signs in the header and frames the body in signed chunks, with a trailer if one is named.</summary>
    internal void SignChunks(WireRequest request, string? trailer = null, int chunkSize = 8192)
    {
        var data = request.Body;
        request.Set("x-amz-decoded-content-length", $"{data.Length}");
        request.Set("Content-Encoding", "aws-chunked");
        if (trailer is not null)
        {
            request.Set("x-amz-trailer", trailer.Split(':')[0]);
        }

        var kind = $"STREAMING-{Algorithm}-PAYLOAD{(trailer is null ? "" : "-TRAILER")}";
        var previous = SignHeader(request, kind);
        var body = new List<byte>();
        foreach (var chunk in data.Chunk(chunkSize).Append([]))
        {
            previous = SignAfter("PAYLOAD", previous, $"{Hash([])}\n{Hash(chunk)}");
            body.AddRange(Encoding.ASCII.GetBytes($"{chunk.Length:x};chunk-signature={previous}\r\n"));
            body.AddRange(chunk);
            body.AddRange(chunk.Length > 0 ? "\r\n"u8 : []);
        }

        if (trailer is not null)
        {
            previous = SignAfter("TRAILER", previous, Hash(Encoding.UTF8.GetBytes($"{trailer}\n")));
            body.AddRange(Encoding.UTF8.GetBytes($"{trailer}\r\nx-amz-trailer-signature:{previous}\r\n"));
        }

        body.AddRange("\r\n"u8);
        request.Body = [.. body];
    }

    internal string Sign(string text)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static (string Path, string Query) Split(string target)
    {
        var at = target.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? (target, "") : (target[..at], target[(at + 1)..]);
    }

    private string SignAfter(string kind, string previous, string hashes) =>
        Sign($"{Algorithm}-{kind}\n{Stamp}\n{Scope}\n{previous}\n{hashes}");

    private static (string Names, string Text) Canonical(WireRequest request, string path, string query, string hash)
    {
        var names = SignedNames(request);
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Encode(pair[0], "-_.~"), Value: Encode(pair.Length > 1 ? pair[1] : "", "-_.~")))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var headers = string.Concat(names.Select(name => $"{name}:{string.Join(',', Values(request, name))}\n"));
        var signed = string.Join(';', names);
        var text = string.Join(
            '\n', request.Method, Encode(path, "-_.~/"), string.Join('&', pairs), headers, signed, hash);
        return (signed, text);
    }

    private static string[] SignedNames(WireRequest request) =>
    [
        .. request.Headers.Select(header => header.Name.ToLowerInvariant())
            .Where(name => name is "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Values(WireRequest request, string name) => request.Headers
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => string.Join(' ', header.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Encodes what is encoded in some way already.</summary>
    private static string Encode(string text, string unreserved)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var encoded = new StringBuilder();
        for (var i = 0; i < bytes.Length; i++)
        {
            var one = bytes[i] == '+' ? (byte)' ' : bytes[i];
            if (one == '%' && i + 2 < bytes.Length
                && byte.TryParse(
                    Encoding.ASCII.GetString(bytes, i + 1, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var escaped))
            {
                (one, i) = (escaped, i + 2);
            }

            var isPlain = char.IsAsciiLetterOrDigit((char)one) || unreserved.Contains((char)one);
            encoded.Append(isPlain ? $"{(char)one}" : $"%{one:X2}");
        }

        return encoded.ToString();
    }
}
