using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Changes to signed chunks and trailers.</summary>
internal static class ChunkAbuse
{
    /// <summary>Gets the trailer of a body of 20,000 letters <c>a</c>.</summary>
    internal static string ValidTrailer => Trailer + Sum();

    private const string Trailer = "x-amz-checksum-sha256:";

    internal static IEnumerable<(string Name, WireRequest Request)> All(RequestSigner signer)
    {
        foreach (var (name, change) in Changes())
        {
            var request = Chunked(signer, null);
            request.Body = Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(request.Body)));
            yield return ($"chunks: {name}", request);
        }

        foreach (var (name, change) in TrailerChanges())
        {
            var request = Chunked(signer, Trailer + Sum());
            request.Body = Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(request.Body)));
            yield return ($"trailer: {name}", request);
        }

        foreach (var kind in new[]
        {
            "UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        })
        {
            var request = Chunked(signer, null);
            request.Set("x-amz-content-sha256", kind);
            yield return ($"chunks: called {kind}", request);
        }

        var other = new WireRequest("PUT", SignatureAbuse.Target + "2", Data());
        signer.SignChunks(other);
        var mixed = Chunked(signer, null);
        mixed.Body = other.Body;
        yield return ("chunks: those of another request", mixed);
    }

    private static IEnumerable<(string Name, Func<string, string> Change)> Changes()
    {
        yield return ("data of the first chunk", text => text.Replace("\r\na", "\r\nb", StringComparison.Ordinal));
        yield return ("data of the last chunk", text => Last(text, "a\r\n0;", "b\r\n0;"));
        yield return ("no signatures", text => text.Replace(";chunk-signature=", ";x=", StringComparison.Ordinal));
        yield return ("no last signature", text => Last(text, "0;chunk-signature=", "0;x="));
        yield return ("no last chunk", text => text[..text.LastIndexOf("0;chunk", StringComparison.Ordinal)]);
        yield return ("a chunk removed", text => text[text.IndexOf("2000;", 5, StringComparison.Ordinal)..]);
        yield return ("a chunk twice", text => text[..text.IndexOf("2000;", 5, StringComparison.Ordinal)] + text);
        yield return ("a chunk's signature in upper case", text => Upper(text, "chunk-signature="));
        yield return ("a chunk's signature truncated", text =>
            text.Remove(text.IndexOf('\r', StringComparison.Ordinal) - 1, 1));
        yield return ("an unsigned chunk in between", text => Last(text, "0;chunk", "1\r\na\r\n0;chunk"));
        yield return ("other sizes", text => text.Replace("2000;", "1fff;", StringComparison.Ordinal));
        yield return ("two chunks as one", text => text.Replace("2000;", "4000;", StringComparison.Ordinal));
        yield return ("a trailer that was not announced", text => text[..^2] + "x-amz-checksum-crc32:AAAAAA==\r\n\r\n");
    }

    private static IEnumerable<(string Name, Func<string, string> Change)> TrailerChanges()
    {
        yield return ("value changed", text => text.Replace(Trailer, Trailer + "A", StringComparison.Ordinal));
        yield return ("another checksum", text =>
            text.Replace(Trailer + Sum(), $"{Trailer}{new string('A', 43)}=", StringComparison.Ordinal));
        yield return ("no signature", text =>
            text[..text.IndexOf("x-amz-trailer-s", StringComparison.Ordinal)] + "\r\n");
        yield return ("empty signature", text =>
            text[..(text.IndexOf("signature:", StringComparison.Ordinal) + 10)] + "\r\n\r\n");
        yield return ("signature in upper case", text => Upper(text, "x-amz-trailer-signature:"));
        yield return ("another trailer added", text =>
            text.Replace("x-amz-trailer-s", "x-amz-meta-a:b\r\nx-amz-trailer-s", StringComparison.Ordinal));
        yield return ("another trailer after the signature", text => text[..^2] + "x-amz-meta-a:b\r\n\r\n");
        yield return ("no trailer", text => text.Replace($"{Trailer}{Sum()}\r\n", "", StringComparison.Ordinal));
        yield return ("chunk changed", text => text.Replace("\r\na", "\r\nb", StringComparison.Ordinal));
    }

    private static WireRequest Chunked(RequestSigner signer, string? trailer)
    {
        var request = new WireRequest("PUT", SignatureAbuse.Target, Data());
        signer.SignChunks(request, trailer);
        return request;
    }

    private static byte[] Data()
    {
        var data = new byte[20_000];
        Array.Fill(data, (byte)'a');
        return data;
    }

    private static string Sum() => Convert.ToBase64String(SHA256.HashData(Data()));

    private static string Last(string text, string old, string other)
    {
        var at = text.LastIndexOf(old, StringComparison.Ordinal);
        return text[..at] + other + text[(at + old.Length)..];
    }

    private static string Upper(string text, string after)
    {
        var at = text.IndexOf(after, StringComparison.Ordinal) + after.Length;
        return text[..at] + text[at..(at + 64)].ToUpperInvariant() + text[(at + 64)..];
    }
}
