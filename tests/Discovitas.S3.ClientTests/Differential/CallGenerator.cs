using System.Globalization;

namespace Discovitas.S3.ClientTests.Differential;

/// <summary>Makes random sequences of calls, the same for the same seed.</summary>
internal sealed partial class CallGenerator(int seed)
{
    private static readonly string[] Keys =
    [
        "a", "a.txt", "a/b", "a/b/c.txt", "a//b", "a/", "b c+d%20&=?#'\"<>.txt", "ключ/鍵", "ключ", "z/😀", "a-b",
        "a/../b", "Z", "ab\tc",
    ];

    private readonly Random _random = new(seed);
    private readonly List<(int Number, string Key)> _uploads = [];
    private readonly List<(int Number, int Upload, int Part)> _parts = [];
    private readonly List<int> _puts = [];
    private int _count;

    /// <summary>Makes the next calls.</summary>
    internal IReadOnlyList<Call> Make(int count) =>
    [
        New("PutObject", "PUT", Constant) with { Length = 1000 },
        .. Enumerable.Range(1, count - 1).Select(_ => Next()),
    ];

    private Call Next()
    {
        _count++;
        return _random.Next(100) switch
        {
            < 22 => Put(),
            < 34 => Read("GetObject", "GET"),
            < 42 => Read("HeadObject", "HEAD"),
            < 48 => New("DeleteObject", "DELETE", Key()).Ask("versionId", Maybe(8, "null")),
            < 50 => DeleteMany(),
            < 56 => Copy(),
            < 70 => List(),
            < 76 => Tags(),
            < 78 => OfBucket(),
            _ => Multipart(),
        };
    }

    private Call New(string operation, string method, string? key = null) => new(_count, operation, method, key);

    private string Key() => Pick(Keys);

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private bool Once(int outOf) => _random.Next(outOf) == 0;

    private string? Maybe(int outOf, params string[] values) => Once(outOf) ? Pick(values) : null;

    private string ETag() => _puts.Count > 0 && !Once(3) ? $"{{ETag:{Pick([.. _puts])}}}" : Pick("\"0\"", "*");

    private string Date() => Pick(
        DateTime.UnixEpoch.AddYears(30).ToString("R", CultureInfo.InvariantCulture),
        DateTime.UnixEpoch.AddYears(120).ToString("R", CultureInfo.InvariantCulture),
        "not a date");

    private Call Put()
    {
        var call = New("PutObject", "PUT", Key()).With("Content-Type", Maybe(2, "text/plain", "image/png"))
            .With("Cache-Control", Maybe(4, "max-age=5"))
            .With("Content-Disposition", Maybe(6, "attachment; filename=\"a.txt\""))
            .With("Content-Encoding", Maybe(8, "gzip"))
            .With("Content-Language", Maybe(8, "de"))
            .With("x-amz-meta-a", Maybe(3, "b", "x y", "1,2"))
            .With("x-amz-meta-upper-case", Maybe(5, "V"))
            .With("x-amz-tagging", Maybe(8, "a=1", "a=1&b=%C3%BC", "a="))
            .With("x-amz-checksum-sha256", Maybe(8, "{sha256}"))
            .With("Content-MD5", Maybe(15, "AAAAAAAAAAAAAAAAAAAAAA==", "short"))
            .With("If-None-Match", Maybe(10, "*"))
            .With("If-Match", Maybe(15, "\"0\""));
        call.Length = Pick(0, 1, 12, 1000, 70_000);
        _puts.Add(call.Number);
        return call;
    }

    private Call Read(string operation, string method)
    {
        var range = Pick(
            "bytes=0-0", "bytes=0-", "bytes=2-5", "bytes=-3", "bytes=-0", "bytes=500-", "bytes=99999-", "bytes=5-2",
            "bytes=0-0,2-3", "bytes=a-b", "lines=1-2", "bytes=-100000", "bytes=0-99999");
        return New(operation, method, Key()).With("Range", Once(3) ? range : null)
            .With("If-Match", Once(6) ? ETag() : null)
            .With("If-None-Match", Once(6) ? ETag() : null)
            .With("If-Modified-Since", Once(10) ? Date() : null)
            .With("If-Unmodified-Since", Once(10) ? Date() : null)
            .With("x-amz-checksum-mode", Maybe(6, "ENABLED"))
            .Ask("versionId", Maybe(10, "null"))
            .Ask("response-content-type", Maybe(12, "text/css"))
            .Ask("response-cache-control", Maybe(12, "no-store"))
            .Ask("response-content-disposition", Maybe(12, "inline; filename=\"ü.txt\""));
    }

    private Call DeleteMany()
    {
        var call = New("DeleteObjects", "POST").Ask("delete", "");
        var keys = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Key()).Distinct()
            .Select(key => $"<Object><Key>{System.Security.SecurityElement.Escape(key)}</Key></Object>");
        call.Text = $"<Delete>{Maybe(3, "<Quiet>true</Quiet>")}{string.Concat(keys)}</Delete>";
        return call;
    }

    private Call Copy()
    {
        var isReplaced = Once(2);
        return New("CopyObject", "PUT", Key()).With("x-amz-copy-source", Source(Key()))
            .With("x-amz-metadata-directive", isReplaced ? "REPLACE" : Maybe(3, "COPY"))
            .With("Content-Type", isReplaced ? Maybe(2, "text/css") : null)
            .With("x-amz-meta-c", isReplaced ? Maybe(2, "d") : null);
    }

    private static string Source(string key) =>
        "{bucket}/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    private Call Tags() => _random.Next(4) switch
    {
        0 => New("DeleteObjectTagging", "DELETE", Key()).Ask("tagging", ""),
        1 => New("GetObjectTagging", "GET", Key()).Ask("tagging", ""),
        _ => PutTags(),
    };

    private Call PutTags()
    {
        var call = New("PutObjectTagging", "PUT", Key()).Ask("tagging", "");
        var tags = Enumerable.Range(0, _random.Next(4)).Select(number =>
            $"<Tag><Key>{Pick("k", "ü")}{number}</Key><Value>{Pick("v", "", "a b")}</Value></Tag>");
        call.Text = $"<Tagging><TagSet>{string.Concat(tags)}</TagSet></Tagging>";
        return call;
    }

    private Call OfBucket() => _random.Next(4) switch
    {
        0 => New("HeadBucket", "HEAD"),
        1 => New("GetBucketVersioning", "GET").Ask("versioning", ""),
        2 => New("GetBucketAcl", "GET").Ask("acl", ""),
        _ => New("GetObjectAcl", "GET", Key()).Ask("acl", ""),
    };
}
