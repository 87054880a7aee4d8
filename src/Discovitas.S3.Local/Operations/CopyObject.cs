using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Copies an object, with its headers and tags or with new ones.</summary>
internal sealed class CopyObject : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var (bucket, key) = CopySource.Parse(exchange.Request);
        using var source = await CopySource.OpenAsync(exchange).ConfigureAwait(false);
        var headers = Headers(exchange, source.Metadata);
        if (bucket == exchange.Bucket && key == exchange.Key && !ChangesObject(exchange.Request))
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                "This copy request is illegal because it is trying to copy an object to itself without changing " +
                "the object's metadata, storage class, website redirect location or encryption attributes.");
        }

        var copy = await CopyAsync(exchange, source, headers).ConfigureAwait(false);
        var response = S3Response.FromXml(S3Xml.Element("CopyObjectResult",
            S3Xml.Element("LastModified", HttpDate.ToXml(copy.LastModified)),
            S3Xml.Element("ETag", copy.ETag),
            ChecksumXml.CreateWithType(copy.Checksum)));
        ObjectHeaders.WriteEncryptionTo(response.Headers, copy.Headers);
        return response;
    }

    private static async Task<ObjectMetadata> CopyAsync(
        S3Exchange exchange, OpenObject source, Dictionary<string, string> headers)
    {
        var tags = Replaces(exchange.Request, "x-amz-tagging-directive")
            ? TagSet.From(exchange.Request)
            : source.Metadata.Tags;
        var algorithm = exchange.Request.Header("x-amz-checksum-algorithm") ?? source.Metadata.Checksum?.Algorithm;
        using var data = exchange.Store.Staging.Create();
        using var hashes = new BodyHashes(
            withSha256: false, ChecksumAlgorithm.FromName(algorithm) ?? ChecksumAlgorithm.Default);
        await source
            .CopyToAsync(
                data.Stream, new ByteRange(0, source.Length), piece => hashes.Append(piece.Span), exchange.Aborted)
            .ConfigureAwait(false);
        var read = hashes.Finish(sha256: null, md5: null, checksum: null);
        var body = await StagedBytes.ChangeAsync(exchange, data.Stream, read).ConfigureAwait(false);
        var item = new NewObject(exchange.Key, headers, tags) { Acl = exchange.Acl };
        return await ObjectWrite.StoreAsync(exchange, item, body, data).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the headers of the source or new ones. Storage class and encryption always come from the request.
    /// </summary>
    private static Dictionary<string, string> Headers(S3Exchange exchange, ObjectMetadata source)
    {
        var headers = ObjectHeaders.From(exchange.Request);
        return Replaces(exchange.Request, "x-amz-metadata-directive")
            ? headers
            : source.Headers.Where(header => !ObjectHeaders.BelongsToCopy(header.Key))
                .Concat(headers.Where(header => ObjectHeaders.BelongsToCopy(header.Key)))
                .ToDictionary();
    }

    /// <summary>
    /// Returns whether a copy of an object onto itself is allowed: it names what it changes, even if to the same value.
    /// </summary>
    private static bool ChangesObject(S3Request request) =>
        Replaces(request, "x-amz-metadata-directive")
        || request.Headers.Keys.Any(name => ObjectHeaders.BelongsToCopy(name.ToLowerInvariant()));

    private static bool Replaces(S3Request request, string directive) => request.Header(directive) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var unknown => throw new S3Exception(
            S3Error.InvalidArgument, $"Unknown {directive["x-amz-".Length..].Replace('-', ' ')}.",
            ("ArgumentName", directive), ("ArgumentValue", unknown)),
    };
}
