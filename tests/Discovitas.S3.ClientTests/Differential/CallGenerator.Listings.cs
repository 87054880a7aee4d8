namespace Discovitas.S3.ClientTests.Differential;

/// <content>Listings and uploads in parts.</content>
internal sealed partial class CallGenerator
{
    private const int Large = 5 * MiB;
    private const string Constant = "constant";

    private Call? _lastList;

    private Call List()
    {
        if (_lastList is not null && Once(5))
        {
            return NextPage(_lastList);
        }

        var kind = _random.Next(3);
        var delimiter = Maybe(2, "/", "/", "b", "//");

        // What S3 and Ceph list behind a marker within a common prefix differs.
        var marker = !Once(3) ? null : delimiter is null ? Key() : Pick("Z", "ab\tc", "m1");
        var call = New(kind == 0 ? "ListObjects" : kind == 1 ? "ListObjectVersions" : "ListObjectsV2", "GET")
            .Ask("prefix", Maybe(3, "a", "a/", "a/b", "none", "ключ", ""))
            .Ask("delimiter", delimiter)
            .Ask("max-keys", Maybe(3, "0", "1", "2", "3", "1000", "5000"))
            .Ask("encoding-type", Once(2) ? "url" : null);
        switch (kind)
        {
            case 0:
                return call.Ask("marker", marker);
            case 1:
                return call.Ask("versions", "").Ask("key-marker", marker);
            default:
                _lastList = call.Ask("list-type", "2").Ask("fetch-owner", Maybe(4, "true")).Ask("start-after", marker);
                return call;
        }
    }

    private Call NextPage(Call first)
    {
        _lastList = New(first.Operation, first.Method);
        foreach (var (name, value) in first.Query.Where(pair => pair.Key is not "start-after"))
        {
            _lastList.Ask(name, value);
        }

        return _lastList.Ask("continuation-token", $"{{NextContinuationToken:{first.Number}}}");
    }

    private Call Multipart()
    {
        if (_uploads.Count == 0 || Once(6))
        {
            return CreateUpload();
        }

        var upload = Pick([.. _uploads]);
        return _random.Next(14) switch
        {
            < 6 => Part(upload),
            6 => CopyPart(upload),
            7 => Of(upload, "ListParts", "GET").Ask("max-parts", Maybe(3, "1", "2"))
                .Ask("part-number-marker", Maybe(3, "1", "3")),
            8 => New("ListMultipartUploads", "GET").Ask("uploads", "").Ask("prefix", Maybe(3, "m1", "none")),
            9 => Of(upload, "AbortMultipartUpload", "DELETE"),
            _ => Complete(upload),
        };
    }

    // Each upload has a key of its own: S3 and Ceph order several of one key differently.
    private Call CreateUpload()
    {
        var call = New("CreateMultipartUpload", "POST", $"m{_count}").Ask("uploads", "")
            .With("Content-Type", Maybe(2, "image/gif")).With("x-amz-meta-m", Maybe(3, "n"))
            .With("x-amz-tagging", Maybe(8, "m=1"));
        _uploads.Add((call.Number, call.Key!));
        return call;
    }

    private Call Of((int Number, string Key) upload, string operation, string method) =>
        New(operation, method, upload.Key).Ask("uploadId", Once(20) ? "nothing" : $"{{UploadId:{upload.Number}}}");

    private Call Part((int Number, string Key) upload)
    {
        // Ceph takes 0 and 10,001, too.
        var number = Once(15) ? 10_000 : _random.Next(1, 6);
        var call = Of(upload, "UploadPart", "PUT").Ask("partNumber", $"{number}");
        call.Length = Once(2) ? Large : Pick(0, 1, 1000);
        _parts.Add((call.Number, upload.Number, number));
        return call;
    }

    private Call CopyPart((int Number, string Key) upload)
    {
        var number = _random.Next(1, 6);

        // Ceph takes ranges beyond the end: the object whose ranges are copied keeps its length. And Ceph decodes the
        // name of a part's source twice.
        var range = Maybe(2, "bytes=0-9", "bytes=0-0", "bytes=5-999", "bytes=0-999");
        var call = Of(upload, "UploadPartCopy", "PUT").Ask("partNumber", $"{number}")
            .With("x-amz-copy-source", Source(range is null ? Pick("a", "a/b", "Z", "ключ") : Constant))
            .With("x-amz-copy-source-range", range);
        _parts.Add((call.Number, upload.Number, number));
        return call;
    }

    private static string Item(int number, string etag) =>
        $"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>";

    private Call Complete((int Number, string Key) upload)
    {
        // The last of each number, in ascending order. S3 allows to leave out parts, Ceph does not always.
        var parts = _parts.Where(part => part.Upload == upload.Number).GroupBy(part => part.Part)
            .Select(group => group.Last()).OrderBy(part => part.Part).ToList();
        var call = Of(upload, "CompleteMultipartUpload", "POST");
        var items = parts.Select(part => Item(part.Part, Once(30) ? "\"0\"" : $"{{ETag:{part.Number}}}"));
        call.Text = $"<CompleteMultipartUpload>{string.Concat(items)}</CompleteMultipartUpload>";
        _puts.Add(call.Number);
        return call;
    }
}
