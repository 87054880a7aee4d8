namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Sends every abuse of a signature, and looks after each whether anything was accepted.</summary>
internal static class AbuseRun
{
    internal static async Task<MalformedCounts> RunAsync()
    {
        await using var server = await MalformedServer.StartAsync();
        await server.StartUploadAsync();
        var abuse = new SignatureAbuse(server);
        var counts = new MalformedCounts();
        foreach (var (name, request) in abuse.Valid())
        {
            var reply = await server.Client.SendAsync(request);
            counts.FoundIfNot(reply.IsSuccess ? "" : $"{name}, valid: {reply.Status} {reply.Body}");
            await server.AcceptAsync(new WireRequest("DELETE", SignatureAbuse.Target));
        }

        foreach (var (name, request) in abuse.All().Concat(Others(server)))
        {
            var reply = await server.Client.SendAsync(request);
            counts.Count(reply);
            counts.FoundIfNot(await ProblemAsync(server, reply) is { Length: > 0 } problem ? $"{name}: {problem}" : "");
        }

        return counts;
    }

    private static async Task<string> ProblemAsync(MalformedServer server, WireReply reply)
    {
        if (reply.Wrong.Length > 0 || reply.IsSuccess)
        {
            await server.SendAsync(new WireRequest("DELETE", SignatureAbuse.Target));
            return reply.IsSuccess ? $"accepted with status {reply.Status}" : reply.Wrong;
        }

        if (reply.Text.Contains(MalformedServer.Secret, StringComparison.Ordinal))
        {
            return "the answer has content of a bucket that the key may not read";
        }

        var stored = await server.SendAsync(new WireRequest("HEAD", SignatureAbuse.Target));
        return stored.Status == 404 ? await server.CheckAsync(isThorough: false) : "rejected, but stored";
    }

    /// <summary>Returns what keys may not do although their signatures are valid.</summary>
    private static IEnumerable<(string Name, WireRequest Request)> Others(MalformedServer server)
    {
        const string Mine = $"/{RequestDraft.Bucket}";
        const string Theirs = $"/{MalformedServer.Witness}";
        foreach (var line in new[]
        {
            $"GET {Theirs}/kept", $"HEAD {Theirs}/kept", $"PUT {Theirs}/kept", $"DELETE {Theirs}/kept", $"GET {Theirs}",
            $"GET {Theirs}?list-type=2", $"GET {Theirs}?uploads", $"POST {Theirs}/kept?uploads", $"GET {Theirs}?policy",
            $"DELETE {Theirs}", $"PUT {Theirs}?policy", $"POST {Theirs}?delete", $"GET {Theirs}/kept?attributes",
            $"GET {Theirs}/kept?tagging", $"GET {Theirs}/kept?acl", $"PUT {Theirs}/kept?acl", "PUT /of-nobody",
            $"GET {Mine}/..%2f..%2fwitness%2fkept", $"GET {Mine}/../witness/kept", $"GET {Mine}%2F..%2Fwitness/kept",
        })
        {
            yield return Signed(server.Attacker, line, null);
        }

        foreach (var source in new[]
        {
            "witness/kept", "/witness/kept", "witness%2Fkept", "%77itness/kept", "//witness/kept",
        })
        {
            yield return Signed(server.Attacker, $"PUT {Mine}/never", source);
            yield return Signed(server.Attacker, $"PUT {Mine}/never?partNumber=1&uploadId=x", source);
        }

        foreach (var line in new[]
        {
            $"PUT {Mine}/never", $"DELETE {Mine}/a", $"POST {Mine}/never?uploads", $"POST {Mine}?delete",
            $"DELETE {Mine}",
            $"PUT {Mine}?policy", $"PUT {Mine}?cors", $"DELETE {Mine}?cors", $"PUT {Mine}/a?tagging",
            $"PUT {Mine}/a?acl",
            $"DELETE {Mine}/a?tagging", $"PUT {Mine}?lifecycle", $"PUT {Mine}?versioning", "PUT /of-nobody",
        })
        {
            yield return Signed(server.Reader, line, null);
        }

        yield return Signed(server.Reader, $"PUT {Mine}/never", $"{RequestDraft.Bucket}/a");
    }

    private static (string Name, WireRequest Request) Signed(RequestSigner signer, string line, string? source)
    {
        var words = line.Split(' ');
        var request = new WireRequest(words[0], words[1]);
        if (source is not null)
        {
            request.With("x-amz-copy-source", source);
        }

        (signer with { Time = DateTimeOffset.UtcNow }).SignHeader(request);
        return ($"{signer.KeyId}: {line} {source}", request);
    }
}
