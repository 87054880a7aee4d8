namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Changes to the signature itself, in the header and in the query.</summary>
internal static class HeaderAbuse
{
    internal static IEnumerable<(string Name, WireRequest Request)> All(RequestSigner signer)
    {
        foreach (var (name, change) in SignatureChanges())
        {
            var header = Put(signer);
            var signature = signer.SignHeader(header);
            Authorization(header, text => text.Replace(signature, change(signature), StringComparison.Ordinal));
            yield return ($"header: signature {name}", header);

            var query = Put(signer);
            signer.SignQuery(query);
            query.Target = query.Target[..^64] + change(query.Target[^64..]);
            yield return ($"query: signature {name}", query);
        }

        foreach (var (name, change) in AuthorizationChanges())
        {
            var request = Put(signer);
            signer.SignHeader(request);
            Authorization(request, change);
            yield return ($"header: {name}", request);
        }

        foreach (var (name, old, other) in QueryChanges())
        {
            var request = Put(signer);
            signer.SignQuery(request);
            request.Target = old.Length == 0
                ? request.Target.Replace("?", $"?{other}&", StringComparison.Ordinal)
                : request.Target.Replace(old, other, StringComparison.Ordinal);
            yield return ($"query: {name}", request);
        }

        foreach (var lifetime in new[] { "604801", "-1", "1e3", "", "99999999999" })
        {
            var request = Put(signer);
            (signer with { Lifetime = lifetime }).SignQuery(request);
            yield return ($"query: lifetime '{lifetime}'", request);
        }

        var expired = Put(signer);
        (signer with { Time = signer.Time.AddMinutes(-6) }).SignQuery(expired);
        yield return ("query: expired", expired);
        foreach (var (name, request) in Moved(signer))
        {
            yield return (name, request);
        }
    }

    /// <summary>Returns requests with a valid signature of another request.</summary>
    private static IEnumerable<(string Name, WireRequest Request)> Moved(RequestSigner signer)
    {
        var get = new WireRequest("GET", SignatureAbuse.Target);
        signer.SignQuery(get);
        yield return ("query: that of a GET",
            new WireRequest("PUT", get.Target, "a"u8.ToArray()).With("Host", signer.Host));

        signer.SignHeader(get = new WireRequest("GET", SignatureAbuse.Target));
        var put = new WireRequest("PUT", SignatureAbuse.Target);
        put.Headers.AddRange(get.Headers);
        yield return ("header: that of a GET", put);

        var both = Put(signer);
        signer.SignQuery(both);
        signer.SignHeader(both);
        yield return ("header and query", both);

        var unsigned = Put(signer).With("Host", signer.Host);
        yield return ("no signature", unsigned);
        yield return ("an empty header", unsigned.Copy().With("Authorization", ""));
        yield return ("no signature, but x-amz-content-sha256",
            unsigned.Copy().With("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
    }

    private static IEnumerable<(string Name, Func<string, string> Change)> SignatureChanges()
    {
        yield return ("truncated", text => text[..^1]);
        yield return ("cut to half", text => text[..32]);
        yield return ("empty", _ => "");
        yield return ("longer", text => text + "0");
        yield return ("in upper case", text => text.Any(char.IsAsciiLetter) ? text.ToUpperInvariant() : "");
        yield return ("of zeros", _ => new string('0', 64));
        for (var i = 0; i < 64; i += 9)
        {
            var at = i;
            yield return ($"changed at {at}", text => $"{text[..at]}{(text[at] == '0' ? '1' : '0')}{text[(at + 1)..]}");
        }
    }

    private static IEnumerable<(string Name, Func<string, string> Change)> AuthorizationChanges()
    {
        yield return ("other algorithm", text => text.Replace("HMAC-SHA256", "HMAC-SHA1", StringComparison.Ordinal));
        yield return ("no algorithm", text => text[text.IndexOf(' ', StringComparison.Ordinal)..]);
        yield return ("algorithm twice", text => $"AWS4-HMAC-SHA256 {text}");
        yield return ("host not signed", text => text.Replace("=host;", "=", StringComparison.Ordinal));
        yield return ("date not signed", text => text.Replace(";x-amz-date", "", StringComparison.Ordinal));
        yield return ("hash not signed", text => text.Replace("x-amz-content-sha256;", "", StringComparison.Ordinal));
        yield return ("no signed headers", text => text.Replace("SignedHeaders=", "X=", StringComparison.Ordinal));
        yield return ("a missing header signed", text => text.Replace("=host;", "=host;x;", StringComparison.Ordinal));
        yield return ("headers twice", text => text.Replace("=host;", "=host;host;", StringComparison.Ordinal));
        yield return ("headers in upper case", text => text.Replace("=host;", "=HOST;", StringComparison.Ordinal));
        yield return ("empty name of a header", text => text.Replace("=host;", "=host;;", StringComparison.Ordinal));
        yield return ("another credential first", text =>
            text.Replace(
                "Credential=",
                "Credential=a/20200101/us-east-1/s3/aws4_request,Credential=",
                StringComparison.Ordinal));
        yield return ("another signature first", text =>
            text.Replace("Signature=", $"Signature={new string('0', 64)},Signature=", StringComparison.Ordinal));
        yield return ("a terminator of another version", text =>
            text.Replace("aws4_request", "aws5_request", StringComparison.Ordinal));
        yield return ("Signature Version 2", _ => "AWS attacker:AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        yield return ("Basic", _ => "Basic YXR0YWNrZXI6YXR0YWNrZXItc2VjcmV0");
    }

    private static IEnumerable<(string Name, string Old, string Other)> QueryChanges()
    {
        yield return ("a longer lifetime", "X-Amz-Expires=300", "X-Amz-Expires=3000");
        yield return ("a lifetime before it", "", "X-Amz-Expires=3000");
        yield return ("a date before it", "", "X-Amz-Date=20200101T000000Z");
        yield return ("a credential before it", "", "X-Amz-Credential=a%2F20200101%2Fus-east-1%2Fs3%2Faws4_request");
        yield return ("a signature before it", "", $"X-Amz-Signature={new string('0', 64)}");
        yield return ("signed headers before it", "", "X-Amz-SignedHeaders=host");
        yield return ("an algorithm before it", "", "X-Amz-Algorithm=AWS4-HMAC-SHA256");
        yield return ("no algorithm", "X-Amz-Algorithm=AWS4-HMAC-SHA256&", "");
        yield return ("parameters in lower case", "X-Amz-", "x-amz-");
        yield return ("no lifetime", "X-Amz-Expires=300&", "");
        yield return ("an ACL", "", "x-amz-acl=private");
        yield return ("metadata", "", "x-amz-meta-b=c");
        yield return ("a hash", "", "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD");
        yield return ("a token", "", "X-Amz-Security-Token=x");
        yield return ("line ends in the signed headers", "X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=host%0A");
    }

    private static WireRequest Put(RequestSigner signer) =>
        new("PUT", SignatureAbuse.Target, Encoding(signer));

    private static byte[] Encoding(RequestSigner signer) => System.Text.Encoding.ASCII.GetBytes(signer.KeyId);

    private static void Authorization(WireRequest request, Func<string, string> change) =>
        request.Set("Authorization", change(request.Header("Authorization")!));
}
