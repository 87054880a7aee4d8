using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// The part of an object that a read names by its number. An object that was uploaded in one piece has one part.
/// </summary>
/// <param name="Range">The bytes of the part.</param>
/// <param name="Count">The number of parts; <see langword="null"/> if the object has none.</param>
/// <param name="Checksum">The checksum of the part.</param>
internal sealed record RequestedPart(ByteRange Range, int? Count, Checksum? Checksum)
{
    private static readonly S3Error InvalidPartNumber =
        new("InvalidPartNumber", 416, "The requested partnumber is not satisfiable");

    /// <summary>Finds the part that a request names, or returns <see langword="null"/> if it names none.</summary>
    internal static RequestedPart? Find(S3Exchange exchange, OpenObject found)
    {
        if (!exchange.Request.Query.Has("partNumber"))
        {
            return null;
        }

        var number = UploadPart.Number(exchange);
        if (exchange.Request.Header("Range") is not null)
        {
            throw new S3Exception(
                S3Error.InvalidRequest, "Cannot specify both Range header and partNumber query parameter");
        }

        var parts = found.Metadata.PartList;
        if (parts is null && number == 1)
        {
            return new RequestedPart(new ByteRange(0, found.Length), null, found.Metadata.Checksum);
        }

        var index = Array.FindIndex(parts ?? [], part => part.Number == number);
        return index >= 0
            ? Create(found.Metadata, parts!, index)
            : throw new S3Exception(InvalidPartNumber, null,
                ("PartNumberRequested", $"{number}"), ("ActualPartCount", $"{parts?.Length ?? 1}"));
    }

    /// <summary>Writes the headers that describe the part.</summary>
    internal void WriteTo(S3Request request, IHeaderDictionary headers)
    {
        if (Count is { } count)
        {
            headers["x-amz-mp-parts-count"] = $"{count}";
        }

        if (Checksum is { } checksum && request.Header("x-amz-checksum-mode") == "ENABLED")
        {
            headers[ChecksumAlgorithm.FromName(checksum.Algorithm)!.Header] = checksum.Value;
            headers["x-amz-checksum-type"] = checksum.Type;
        }
    }

    private static RequestedPart Create(ObjectMetadata stored, ObjectPart[] parts, int index)
    {
        var range = new ByteRange(parts.Take(index).Sum(part => part.Size), parts[index].Size);
        var checksum = stored.Checksum is { } whole && parts[index].Checksum is { } value
            ? whole with { Value = value }
            : null;
        return new RequestedPart(range, parts.Length, checksum);
    }
}
