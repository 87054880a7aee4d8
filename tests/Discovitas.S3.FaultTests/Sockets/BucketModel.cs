using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>
/// One bucket in memory, written from S3's reference and independent of the embedded S3, so that both cannot be wrong
/// in the same way.
/// </summary>
internal sealed partial class BucketModel(StoreHabits habits)
{
    internal const string Date = "Tue, 24 Nov 2026 10:00:00 GMT";

    private static readonly string[] Kept =
        ["Content-Type", "Content-Disposition", "Cache-Control", "x-amz-meta-", "x-amz-tagging"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredObject> _objects = [];
    private readonly Dictionary<string, OpenUpload> _uploads = [];
    private int _lastId;

    internal IReadOnlyDictionary<string, StoredObject> Objects
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, StoredObject>(_objects);
            }
        }
    }

    internal IReadOnlyList<OpenUpload> Uploads
    {
        get
        {
            lock (_gate)
            {
                return [.. _uploads.Values];
            }
        }
    }

    internal void Add(string key, byte[] bytes, string type)
    {
        lock (_gate)
        {
            _objects[key] = Create(bytes, new Dictionary<string, string> { ["Content-Type"] = type });
        }
    }

    /// <summary>Carries a request out and returns the answer.</summary>
    internal RawReply Handle(RawRequest request, Func<byte[], byte[]> damage)
    {
        lock (_gate)
        {
            return request.Operation switch
            {
                RawOperation.Put => Put(request, damage),
                RawOperation.Copy => Copy(request),
                RawOperation.GetTags => RawReply.Xml(200, "<Tagging><TagSet></TagSet></Tagging>"),
                RawOperation.Create => Start(request),
                RawOperation.Part => Part(request, damage),
                RawOperation.Complete => Complete(request, damage),
                RawOperation.Abort => _uploads.Remove(request.UploadId) ? RawReply.FromStore(204) : NoUpload(),
                RawOperation.Delete => Delete(request.Key),
                RawOperation.DeleteMany => DeleteMany(request),
                RawOperation.Head => Read(request) with { Body = [] },
                RawOperation.Get => Read(request),
                RawOperation.ListUploads => ListUploads(request),
                RawOperation.ListParts => ListParts(request),
                RawOperation.List => List(request),
                _ => RawReply.FromStore(200),
            };
        }
    }

    private static RawReply NoUpload() => RawReply.Error(404, "NoSuchUpload");

    private RawReply Put(RawRequest request, Func<byte[], byte[]> damage)
    {
        var stored = Create(damage(request.Body), Keep(request));
        if (IsDamaged(request, stored))
        {
            return RawReply.Error(400, "BadDigest");
        }

        _objects[request.Key] = stored;
        return Receipt(request, stored);
    }

    private RawReply Copy(RawRequest request)
    {
        var source = Uri.UnescapeDataString(request.Header("x-amz-copy-source")!).TrimStart('/').Split('/', 2)[1];
        if (!_objects.TryGetValue(source, out var found))
        {
            return RawReply.Error(404, "NoSuchKey");
        }

        _objects[request.Key] = Create(found.Bytes, Keep(request));
        return RawReply.Xml(
            200, $"<CopyObjectResult><ETag>{_objects[request.Key].ETag}</ETag></CopyObjectResult>");
    }

    private RawReply Start(RawRequest request)
    {
        var upload = new OpenUpload($"upload-{++_lastId}", request.Key, Keep(request));
        _uploads.Add(upload.Id, upload);
        return RawReply.Xml(
            200,
            "<InitiateMultipartUploadResult><Bucket>bucket</Bucket>" +
            $"<Key>{upload.Key}</Key><UploadId>{upload.Id}</UploadId></InitiateMultipartUploadResult>");
    }

    private RawReply Part(RawRequest request, Func<byte[], byte[]> damage)
    {
        if (!_uploads.TryGetValue(request.UploadId, out var upload))
        {
            return NoUpload();
        }

        var stored = Create(damage(request.Body), Keep(request));
        if (IsDamaged(request, stored))
        {
            return RawReply.Error(400, "BadDigest");
        }

        upload.Parts[int.Parse(request.Query["partNumber"], null)] = stored;
        return Receipt(request, stored);
    }

    private RawReply Complete(RawRequest request, Func<byte[], byte[]> damage)
    {
        if (!_uploads.TryGetValue(request.UploadId, out var upload))
        {
            return NoUpload();
        }

        var named = XDocument.Parse(Encoding.UTF8.GetString(request.Body)).Descendants()
            .Where(element => element.Name.LocalName == "Part")
            .Select(part => (
                Number: int.Parse(Child(part, "PartNumber"), null), ETag: Child(part, "ETag").Trim('"'))).ToList();
        if (named.Any(part =>
            !upload.Parts.TryGetValue(part.Number, out var held) || held.ETag.Trim('"') != part.ETag))
        {
            return RawReply.Error(400, "InvalidPart");
        }

        var stored = Create(damage([.. named.SelectMany(part => upload.Parts[part.Number].Bytes)]), upload.Headers)
            with
        { ETag = $"\"joined-{named.Count}\"" };
        _objects[upload.Key] = stored;
        _uploads.Remove(upload.Id);
        var crc32 = habits.EchoesChecksum ? $"<ChecksumCRC32>{Crc32(stored.Bytes)}</ChecksumCRC32>" : "";
        return RawReply.Xml(
            200,
            $"<CompleteMultipartUploadResult><Bucket>bucket</Bucket><Key>{upload.Key}</Key>" +
            $"<ETag>{stored.ETag}</ETag>{crc32}</CompleteMultipartUploadResult>");
    }

    private RawReply Delete(string key)
    {
        _objects.Remove(key);
        return RawReply.FromStore(204);
    }

    private RawReply DeleteMany(RawRequest request)
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(request.Body));
        var isQuiet = document.Descendants().Any(e => e.Name.LocalName == "Quiet" && e.Value == "true");
        var keys = document.Descendants().Where(e => e.Name.LocalName == "Key").Select(e => e.Value).ToList();
        keys.ForEach(key => _objects.Remove(key));
        var rows = isQuiet ? [] : keys.Select(key => $"<Deleted><Key>{key}</Key></Deleted>");
        return RawReply.Xml(200, $"<DeleteResult>{string.Concat(rows)}</DeleteResult>");
    }

    private static string Child(XElement part, string name) =>
        part.Elements().First(element => element.Name.LocalName == name).Value;

    private RawReply Receipt(RawRequest request, StoredObject stored) =>
        RawReply.FromStore(200).With("ETag", stored.ETag).With(
            "x-amz-checksum-crc32",
            habits.EchoesChecksum && request.Header("x-amz-checksum-crc32") is not null ? Crc32(stored.Bytes) : null);

    private bool IsDamaged(RawRequest request, StoredObject stored) => habits.ChecksBodies
        && ((request.Header("x-amz-checksum-crc32") is { } crc32 && crc32 != Crc32(stored.Bytes))
            || (request.Header("x-amz-content-sha256") is { Length: 64 } sha256
                && sha256 != Convert.ToHexStringLower(SHA256.HashData(stored.Bytes))));

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "S3's ETags are MD5.")]
    private StoredObject Create(byte[] bytes, IReadOnlyDictionary<string, string> headers) => new(bytes, headers)
    {
        ETag = habits.HasMd5ETags
            ? $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\""
            : $"\"opaque-{bytes.Length}\"",
    };

    private static Dictionary<string, string> Keep(RawRequest request) => request.Headers
        .Where(header => Kept.Any(kept => header.Key.StartsWith(kept, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);

    private static string Crc32(byte[] bytes) =>
        Convert.ToBase64String([.. System.IO.Hashing.Crc32.Hash(bytes).Reverse()]);
}
