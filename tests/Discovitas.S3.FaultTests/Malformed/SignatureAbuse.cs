using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>
/// Requests with signatures that do not belong to them, by every kind of authentication. Each would put the object
/// <see cref="Key"/>, which must never exist.
/// </summary>
internal sealed class SignatureAbuse(MalformedServer server)
{
    internal const string Key = "never";
    internal const string Target = $"/{RequestDraft.Bucket}/{Key}";

    private RequestSigner Signer => server.Attacker with { Time = DateTimeOffset.UtcNow };

    /// <summary>Returns every abuse with its name.</summary>
    internal IEnumerable<(string Name, WireRequest Request)> All() =>
        Signers().SelectMany(signer => Kinds().Select(kind => ($"{kind.Name}: {signer.Name}", kind.Sign(signer.Value))))
            .Concat(Kinds().SelectMany(kind => Changes().Select(change =>
            {
                var request = kind.Sign(Signer);
                change.Change(request);
                return ($"{kind.Name}: {change.Name}", request);
            })))
            .Concat(HeaderAbuse.All(Signer))
            .Concat(ChunkAbuse.All(Signer))
            .Concat(FormAbuse.All(Signer))
            .Where(abuse => !IsHarmless(abuse.Item1));

    /// <summary>Returns a valid request of every kind, which shows that only the abuse is rejected.</summary>
    internal IEnumerable<(string Name, WireRequest Request)> Valid() =>
        Kinds().Select(kind => (kind.Name, kind.Sign(Signer)))
        .Append(("form", new FormDraft(Signer, RequestDraft.Bucket, Key).ToRequest()));

    /// <summary>A URL may be sent with another body, and outlives the 15 minutes of a header.</summary>
    private static bool IsHarmless(string name) =>
        name is "query: body changed" or "query: 20 minutes old" or "query: body removed";

    private IEnumerable<(string Name, RequestSigner Value)> Signers()
    {
        var now = Signer.Time;
        yield return ("20 minutes old", Signer with { Time = now.AddMinutes(-20) });
        yield return ("a day old", Signer with { Time = now.AddDays(-1) });
        yield return ("20 minutes ahead", Signer with { Time = now.AddMinutes(20) });
        yield return ("a year ahead", Signer with { Time = now.AddYears(1) });
        yield return ("another day in the scope", Signer with { ScopeDay = "20200101" });
        yield return ("a year as the day of the scope", Signer with { ScopeDay = Signer.Stamp[..4] });
        yield return ("no day in the scope", Signer with { ScopeDay = "" });
        yield return ("a time as the day of the scope", Signer with { ScopeDay = Signer.Stamp });
        yield return ("another region", Signer with { Region = "eu-west-1" });
        yield return ("region in upper case", Signer with { Region = "US-EAST-1" });
        yield return ("no region", Signer with { Region = "" });
        yield return ("another service", Signer with { Service = "ec2" });
        yield return ("no service", Signer with { Service = "" });
        yield return ("another secret", Signer with { Secret = "x" });
        yield return ("no secret", Signer with { Secret = "" });
        yield return ("the reader's secret", Signer with { Secret = server.Reader.Secret });
        yield return ("the owner's ID", Signer with { KeyId = server.Owner.KeyId });
        yield return ("an unknown ID", Signer with { KeyId = "nobody" });
        yield return ("no ID", Signer with { KeyId = "" });
        yield return ("the ID in upper case", Signer with { KeyId = "ATTACKER" });
        yield return ("a key that may only read", server.Reader with { Time = now });
    }

    private static IEnumerable<(string Name, Func<RequestSigner, WireRequest> Sign)> Kinds()
    {
        yield return ("header", signer => Signed(signer.SignHeader));
        yield return ("query", signer => Signed(request =>
        {
            signer.SignQuery(request);
            return "";
        }));
        yield return ("chunks", signer => Signed(request =>
        {
            signer.SignChunks(request);
            return "";
        }));
        yield return ("chunks and trailer", signer => Signed(request =>
        {
            signer.SignChunks(request, ChunkAbuse.ValidTrailer);
            return "";
        }));
    }

    private static WireRequest Signed(Func<WireRequest, string> sign)
    {
        var request = new WireRequest("PUT", Target, Encoding.ASCII.GetBytes(new string('a', 20_000)))
            .With("x-amz-meta-a", "b");
        sign(request);
        return request;
    }

    private static WireRequest Signed(Func<WireRequest, string?, string> sign) =>
        Signed(request => sign(request, null));

    private static IEnumerable<(string Name, Action<WireRequest> Change)> Changes()
    {
        yield return ("another method", request => request.Method = "POST");
        yield return ("a method in lower case", request => request.Method = "put");
        yield return ("another bucket", request =>
            request.Target = Swap(request, RequestDraft.Bucket, MalformedServer.Witness));
        yield return ("another key", request => request.Target = Swap(request, Target, Target + "2"));
        yield return ("a key with a slash", request => request.Target = Swap(request, Target, Target + "/"));
        yield return ("a slash before the bucket", request => request.Target = "/" + request.Target);
        yield return ("another query", request => request.Target = Add(request, "tagging"));
        yield return ("an empty query parameter", request => request.Target = Add(request, "a"));
        yield return ("an upload's query", request => request.Target = Add(request, "partNumber=1&uploadId=x"));
        yield return ("another host", request =>
            request.Set("Host", $"localhost:{request.Header("Host")!.Split(':')[1]}"));
        yield return ("the bucket's host", request => request.Set(
            "Host", $"{RequestDraft.Bucket}.localhost:{request.Header("Host")!.Split(':')[1]}"));
        yield return ("a header changed", request => request.Set("x-amz-meta-a", "c"));
        yield return ("a header removed", request =>
            request.Headers.RemoveAll(header => header.Name == "x-amz-meta-a"));
        yield return ("a header twice", request => request.With("x-amz-meta-a", "b"));
        foreach (var name in new[]
        {
            "x-amz-acl", "x-amz-copy-source", "x-amz-tagging", "x-amz-meta-b", "x-amz-storage-class", "X-AMZ-META-C",
            "x-amz-website-redirect-location", "x-amz-security-token", "x-amz-expected-bucket-owner",
        })
        {
            yield return ($"{name} unsigned", request =>
                request.With(name, name == "x-amz-copy-source" ? "/fuzzed/a" : "x"));
        }

        yield return ("body changed", request => request.Body = [.. "0"u8, .. request.Body[1..]]);
        yield return ("body removed", request => request.Body = []);
    }

    private static string Swap(WireRequest request, string old, string other) =>
        request.Target.Replace(old, other, StringComparison.Ordinal);

    private static string Add(WireRequest request, string query) =>
        $"{request.Target}{(request.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
}
