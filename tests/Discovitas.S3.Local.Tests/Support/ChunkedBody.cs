using System.Text;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Frames and signs a body in aws-chunked, as the sender of a signed request does.</summary>
internal static class ChunkedBody
{
    public const int ChunkSize = 8 * 1024;

    /// <summary>A PUT whose request is signed and whose body is framed; to be sent without being signed again.</summary>
    public static RawRequest Put(Scenario scenario, string key, byte[] data, string kind, (string Name, string Value)? trailer = null)
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
            previous = request.Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{request.Timestamp}\n{request.Scope}\n{previous}\n{RawRequest.Hash("")}\n{RawRequest.Hash(chunk)}");
            body.AddRange(Encoding.ASCII.GetBytes(signed ? $"{chunk.Length:x};chunk-signature={previous}\r\n" : $"{chunk.Length:x}\r\n"));
            body.AddRange(chunk);
            body.AddRange(chunk.Length > 0 ? "\r\n"u8 : []);
        }

        if (trailer is { } last)
        {
            body.AddRange(Encoding.ASCII.GetBytes($"{last.Name}:{last.Value}\r\n"));
            if (signed)
            {
                previous = request.Sign($"AWS4-HMAC-SHA256-TRAILER\n{request.Timestamp}\n{request.Scope}\n{previous}\n{RawRequest.Hash($"{last.Name}:{last.Value}\n")}");
                body.AddRange(Encoding.ASCII.GetBytes($"x-amz-trailer-signature:{previous}\r\n"));
            }
        }

        body.AddRange("\r\n"u8);
        return [.. body];
    }
}
