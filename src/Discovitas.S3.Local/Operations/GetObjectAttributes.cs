using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Operations;

/// <summary>Returns the attributes that are asked for: ETag, checksum, parts, storage class and size.</summary>
internal sealed class GetObjectAttributes : IOperation
{
    private const string Header = "x-amz-object-attributes";
    private static readonly string[] Names = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var names = Attributes(exchange.Request);
        var stored = await exchange.Store.Objects
            .FindAsync(exchange.Bucket, exchange.Key, exchange.Aborted)
            .ConfigureAwait(false) ?? throw exchange.NoSuchKey();
        var response = S3Response.FromXml(S3Xml.Element(
            "GetObjectAttributesResponse",
            Names.Where(names.Contains).Select(name => Attribute(exchange, stored, name))));
        response.Headers.LastModified = HeaderUtilities.FormatDate(stored.LastModified);
        return response;
    }

    private static HashSet<string> Attributes(S3Request request)
    {
        var names = request.Headers[Header]
            .SelectMany(value => value!.Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.Ordinal);
        var unknown = names.FirstOrDefault(name => !Names.Contains(name));
        return names.Count > 0 && unknown is null
            ? names
            : throw new S3Exception(
                S3Error.InvalidArgument, "Invalid attribute name specified.",
                ("ArgumentName", Header), ("ArgumentValue", unknown ?? ""));
    }

    private static XElement? Attribute(S3Exchange exchange, ObjectMetadata stored, string name) => name switch
    {
        "ETag" => S3Xml.Element(name, stored.ETag.Trim('"')),
        "Checksum" => stored.Checksum is { } checksum ? Checksum(checksum) : null,
        "ObjectParts" => stored.PartList is { } parts ? Parts(exchange.Request, stored, parts) : null,
        "StorageClass" => S3Xml.Element(name, stored.StorageClass),
        _ => S3Xml.Element(name, stored.Size),
    };

    /// <summary>Writes the checksum. Unlike a header, the value does not end in the number of parts.</summary>
    private static XElement Checksum(Checksum checksum) => S3Xml.Element("Checksum",
        ChecksumXml.Create(checksum with { Value = checksum.Value.Split('-')[0] }),
        S3Xml.Element("ChecksumType", checksum.Type));

    /// <summary>Writes the number of parts, and a page of them if the object's checksum is that of its parts.</summary>
    private static XElement Parts(S3Request request, ObjectMetadata stored, ObjectPart[] parts)
    {
        var count = S3Xml.Element("PartsCount", parts.Length);
        if (stored.Checksum is not { Type: ChecksumType.Composite } checksum)
        {
            return S3Xml.Element("ObjectParts", count);
        }

        var marker = request.HeaderNumber("x-amz-part-number-marker", 0);
        var limit = Math.Min(request.HeaderNumber("x-amz-max-parts", 1000), 1000);
        var left = parts.Where(part => part.Number > marker).ToArray();
        var page = left.Take(limit).ToArray();
        return S3Xml.Element("ObjectParts",
            count,
            S3Xml.Element("PartNumberMarker", marker),
            S3Xml.Element("NextPartNumberMarker", page.LastOrDefault()?.Number ?? 0),
            S3Xml.Element("MaxParts", limit),
            S3Xml.Element("IsTruncated", page.Length < left.Length),
            page.Select(part => S3Xml.Element("Part",
                S3Xml.Element("PartNumber", part.Number),
                S3Xml.Element("Size", part.Size),
                ChecksumXml.Create(checksum with { Value = part.Checksum! }))));
    }
}
