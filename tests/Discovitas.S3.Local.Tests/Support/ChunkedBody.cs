namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Frames and signs aws-chunked bodies, without code of the server.</summary>
internal static class ChunkedBody
{
    internal const int ChunkSize = 8 * 1024;

    /// <summary>Creates a PUT with a framed body. It is signed already.</summary>
    internal static RawRequest Put(
        Scenario scenario, string key, byte[] data, string kind, (string Name, string Value)? trailer = null)
    {
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/{key}") { PayloadHash = kind };
        request.Headers["x-amz-decoded-content-length"] = $"{data.Length}";
        request.Headers["content-encoding"] = "aws-chunked";
        if (trailer is { } announced)
        {
            request.Headers["x-amz-trailer"] = announced.Name;
        }

        request.Sign(scenario.Raw.Host, scenario.Server.AccessKeyId);
        request.Body = Frame(request, data, !kind.Contains("UNSIGNED"), trailer);
        return request;
    }

    private static byte[] Frame(RawRequest request, byte[] data, bool signed, (string Name, string Value)? trailer)
    {
        var previous = request.Signature;
        var body = new List<byte>();
        foreach (var chunk in data.Chunk(ChunkSize).Append([]))
        {
            previous = Sign(request, "PAYLOAD", previous, $"{RawRequest.Hash("")}\n{RawRequest.Hash(chunk)}");
            body.AddRange(
                Encoding.ASCII.GetBytes(
                    signed ? $"{chunk.Length:x};chunk-signature={previous}\r\n" : $"{chunk.Length:x}\r\n"));
            body.AddRange(chunk);
            body.AddRange(chunk.Length > 0 ? "\r\n"u8 : []);
        }

        if (trailer is { } last)
        {
            body.AddRange(Encoding.ASCII.GetBytes($"{last.Name}:{last.Value}\r\n"));
            if (signed)
            {
                previous = Sign(request, "TRAILER", previous, RawRequest.Hash($"{last.Name}:{last.Value}\n"));
                body.AddRange(Encoding.ASCII.GetBytes($"x-amz-trailer-signature:{previous}\r\n"));
            }
        }

        body.AddRange("\r\n"u8);
        return [.. body];
    }

    private static string Sign(RawRequest request, string kind, string previous, string hashes) =>
        request.Sign($"AWS4-HMAC-SHA256-{kind}\n{request.Timestamp}\n{request.Scope}\n{previous}\n{hashes}");
}
