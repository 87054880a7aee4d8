namespace Discovitas.S3.FaultTests.Sockets;

/// <content>What only reads.</content>
internal sealed partial class BucketModel
{
    private RawReply Read(RawRequest request)
    {
        if (!_objects.TryGetValue(request.Key, out var found))
        {
            return request.Method is "HEAD" ? RawReply.FromStore(404) : RawReply.Error(404, "NoSuchKey");
        }

        var reply = found.Headers.Aggregate(RawReply.FromStore(200), (r, header) => r.With(header.Key, header.Value))
            .With("ETag", found.ETag).With("Last-Modified", Date);
        if (habits.EchoesChecksum && request.Header("x-amz-checksum-mode") is not null)
        {
            reply = reply.With("x-amz-checksum-crc32", Crc32(found.Bytes));
        }

        if (request.Header("Range")?.Split('=', '-') is not [_, var from, var to] || habits.IgnoresRanges)
        {
            return reply with { Body = found.Bytes, StatedLength = found.Bytes.Length };
        }

        var start = int.Parse(from, null);
        var end = to.Length == 0 ? found.Bytes.Length - 1 : Math.Min(int.Parse(to, null), found.Bytes.Length - 1);
        var range = found.Bytes[start..(end + 1)];
        return reply.With("Content-Range", $"bytes {start}-{end}/{found.Bytes.Length}")
            with
        { Status = 206, Body = range, StatedLength = range.Length };
    }

    private RawReply ListUploads(RawRequest request)
    {
        var prefix = request.Query.GetValueOrDefault("prefix", "");
        var rows = _uploads.Values.Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(
            upload => $"<Upload><Key>{upload.Key}</Key><UploadId>{upload.Id}</UploadId></Upload>");
        return RawReply.Xml(
            200,
            "<ListMultipartUploadsResult><Bucket>bucket</Bucket><IsTruncated>false</IsTruncated>" +
            $"{string.Concat(rows)}</ListMultipartUploadsResult>");
    }

    private RawReply ListParts(RawRequest request) => _uploads.TryGetValue(request.UploadId, out var upload)
        ? RawReply.Xml(
            200,
            $"<ListPartsResult><Bucket>bucket</Bucket><Key>{upload.Key}</Key><UploadId>{upload.Id}</UploadId>" +
            "<IsTruncated>false</IsTruncated>" +
            string.Concat(upload.Parts.Select(part =>
                $"<Part><PartNumber>{part.Key}</PartNumber><ETag>{part.Value.ETag}</ETag>" +
                $"<Size>{part.Value.Bytes.Length}</Size></Part>")) + "</ListPartsResult>")
        : NoUpload();

    private RawReply List(RawRequest request)
    {
        var prefix = request.Query.GetValueOrDefault("prefix", "");
        var after = habits.RepeatsToken ? "" : request.Query.GetValueOrDefault("continuation-token", "");
        var found = _objects.Where(held => held.Key.StartsWith(prefix, StringComparison.Ordinal)
            && string.CompareOrdinal(held.Key, after) > 0).OrderBy(held => held.Key, StringComparer.Ordinal).ToList();
        var page = found.Take(2).ToList();
        var next = page.Count < found.Count
            ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{page[^1].Key}</NextContinuationToken>"
            : "<IsTruncated>false</IsTruncated>";
        var rows = page.Select(held =>
            $"<Contents><Key>{held.Key}</Key><LastModified>2026-11-24T10:00:00.000Z</LastModified>" +
            $"<ETag>{held.Value.ETag}</ETag><Size>{held.Value.Bytes.Length}</Size></Contents>");
        return RawReply.Xml(
            200, $"<ListBucketResult><Name>bucket</Name>{next}{string.Concat(rows)}</ListBucketResult>");
    }
}
