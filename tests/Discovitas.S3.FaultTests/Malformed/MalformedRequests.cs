using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Draws the request of a number: signed correctly and then malformed, or rubbish.</summary>
internal sealed class MalformedRequests(RequestSigner signer, int seed)
{
    private static readonly string[] FieldNames =
    [
        "success_action_status", "success_action_redirect", "x-amz-meta-a", "tagging", "acl", "Content-Type",
        "x-amz-checksum-crc32", "x-amz-storage-class", "redirect", "Cache-Control", "x-amz-security-token",
    ];

    /// <summary>Creates the request of a number, which is always the same for an upload ID.</summary>
    internal WireRequest Create(int number, string uploadId)
    {
        var random = new Random(HashCode(seed, number));
        var own = signer with { Time = DateTimeOffset.UtcNow };
        if (random.OneIn(40))
        {
            return Rubbish(random);
        }

        var malformation = new Malformation(random);
        var request = random.OneIn(10) ? Form(random, own) : new RequestDraft(random, uploadId).Create();
        for (var left = random.Next(4); left > 0; left--)
        {
            malformation.Apply(request);
        }

        if (request.Header("Host") is null)
        {
            Sign(random, own, request);
        }

        ChangeAfterwards(random, request);
        return request;
    }

    private static void Sign(Random random, RequestSigner own, WireRequest request)
    {
        switch (random.Next(10))
        {
            case 0:
                request.Set("Host", own.Host);
                break;
            case 1:
                own.SignQuery(request);
                break;
            case 2 or 3 when request.Body.Length > 0:
                own.SignChunks(
                    request,
                    random.Pick(null, "x-amz-checksum-crc32:AAAAAA==", "x-amz-checksum-sha256:x", "a:b", ":", "é"),
                    random.Pick(8192, 8192, 1, 100_000));
                request.Body = random.OneIn(2) ? new BodyMalformation(random).Apply(request.Body) : request.Body;
                break;
            case 4 when request.Body.Length > 0:
                own.SignHeader(request, random.Pick("UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x"));
                break;
            default:
                own.SignHeader(request);
                break;
        }
    }

    private static WireRequest Form(Random random, RequestSigner own)
    {
        var bits = new BodyMalformation(random);
        var form = new FormDraft(own, RequestDraft.Bucket, random.Pick("a", "b/${filename}", "../x", "", "c\\d"))
        {
            ChangePolicy = policy =>
                random.OneIn(3) ? Encoding.UTF8.GetString(bits.Apply(Encoding.UTF8.GetBytes(policy))) : policy,
            ChangeFields = fields =>
            {
                if (random.OneIn(3))
                {
                    fields.Insert(random.Next(fields.Count), random.Pick([.. fields]));
                }

                if (random.OneIn(4))
                {
                    fields.RemoveAt(random.Next(fields.Count));
                }
            },
        };
        foreach (var name in FieldNames.Where(_ => random.OneIn(6)))
        {
            form.Fields.Add((name, random.Pick(
                "201", "204", "999", "http://a/b", "\u0001", "é", "private", "a=b", "<", "")));
        }

        return form.ToRequest();
    }

    private static void ChangeAfterwards(Random random, WireRequest request)
    {
        switch (random.Next(14))
        {
            case 0:
                request.Bytes = new BodyMalformation(random).Flip(request.ToBytes());
                break;
            case 1:
                request.Bytes = request.ToBytes() is var whole ? whole[..random.Next(whole.Length)] : null;
                break;
            case 2:
                request.Bytes = new BodyMalformation(random).Apply(request.ToBytes());
                break;
            case 3:
                Frame(random, request);
                break;
            case 4:
                request.With(random.Pick("Expect", "Range", "x-amz-acl", "Host", "If-Match"),
                    random.Pick("100-continue", "x", ""));
                break;
        }
    }

    /// <summary>Describes the body wrongly.</summary>
    private static void Frame(Random random, WireRequest request)
    {
        request.IsFramed = true;
        var length = random.Pick(
            null, "-1", "+5", "0", "5 ", "0x5", "99999999999999999999", "9223372036854775807", "5,5", "6000000000",
            $"{request.Body.Length + 10}", $"{Math.Max(0, request.Body.Length - 3)}");
        if (length is not null)
        {
            request.With("Content-Length", length);
        }

        if (random.OneIn(2))
        {
            request.With(
                "Transfer-Encoding",
                random.Pick("chunked", "chunked, chunked", "identity", "gzip, chunked", "\u000bchunked"));
            request.Body = random.Pick<byte[]>(
                [.. Encoding.ASCII.GetBytes($"{request.Body.Length:x}\r\n"), .. request.Body, .. "\r\n0\r\n\r\n"u8],
                request.Body,
                "zz\r\n"u8.ToArray(), "ffffffffffffffff\r\n"u8.ToArray(),
                "0\r\na: b\r\n\r\n"u8.ToArray());
        }
    }

    private static WireRequest Rubbish(Random random)
    {
        var bytes = new byte[random.Next(2000)];
        random.NextBytes(bytes);
        var starts = new[]
        {
            "", "GET / HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001", "GET /\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        };
        return new WireRequest("", "") { Bytes = [.. Encoding.Latin1.GetBytes(random.Pick(starts)), .. bytes] };
    }

    /// <summary>Mixes two numbers the same way in every process, unlike <see cref="System.HashCode"/>.</summary>
    private static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) ^ (number * 7919));
}
