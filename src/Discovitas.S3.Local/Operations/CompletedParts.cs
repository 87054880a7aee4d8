using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Compares the parts that a client lists with those that are stored.</summary>
internal static class CompletedParts
{
    private const long MinPartSize = 5 * 1024 * 1024;

    /// <summary>Returns the parts of the object, in order.</summary>
    internal static List<PartMetadata> Match(byte[] document, UploadMetadata upload, List<PartMetadata> stored)
    {
        var listed = Read(document);
        if (listed.Zip(listed.Skip(1)).Any(pair => pair.First.Number >= pair.Second.Number))
        {
            throw new S3Exception(S3Error.InvalidPartOrder, null, ("UploadId", upload.Id));
        }

        var byNumber = stored.ToDictionary(part => part.Number);
        var chosen = new List<PartMetadata>();
        foreach (var (number, element) in listed)
        {
            var part = byNumber.GetValueOrDefault(number) ?? throw Invalid(upload, number, element);
            CheckTag(element, upload, part);
            CheckChecksum(element, upload, part);
            chosen.Add(part);
        }

        CheckSizes(chosen);
        return chosen;
    }

    /// <summary>Returns whether an object was completed with this list.</summary>
    internal static bool AreThoseOf(ObjectMetadata completed, byte[] document)
    {
        var listed = Read(document);
        var etags = listed.Select(part => S3Xml.Value(part.Element, "ETag")?.Trim().Trim('"') ?? "").ToArray();
        return listed.Select(part => part.Number).SequenceEqual(completed.PartList!.Select(part => part.Number))
            && Array.TrueForAll(etags, etag => etag.Length % 2 == 0 && etag.All(char.IsAsciiHexDigit))
            && PartDigests.ETag(etags) == completed.ETag;
    }

    /// <summary>Returns the numbers in the list, with their elements.</summary>
    private static List<(int Number, XElement Element)> Read(byte[] document)
    {
        if (document.Length == 0)
        {
            throw NoParts();
        }

        var listed = S3Xml.Children(S3Xml.Parse(document, "CompleteMultipartUpload"), "Part")
            .Select(part => (Number(part), part))
            .ToList();
        return listed.Count > 0 ? listed : throw NoParts();
    }

    private static S3Exception NoParts() => new(S3Error.InvalidRequest, "You must specify at least one part");

    private static int Number(XElement part) =>
        int.TryParse(S3Xml.Value(part, "PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new S3Exception(S3Error.MalformedXml);

    private static void CheckTag(XElement element, UploadMetadata upload, PartMetadata part)
    {
        var etag = S3Xml.Value(element, "ETag") ?? throw new S3Exception(S3Error.MalformedXml);
        if (etag.Trim().Trim('"') != part.ETag.Trim('"'))
        {
            throw Invalid(upload, part.Number, element);
        }
    }

    private static void CheckChecksum(XElement element, UploadMetadata upload, PartMetadata part)
    {
        foreach (var algorithm in ChecksumAlgorithm.All)
        {
            var value = S3Xml.Value(element, algorithm.Element);
            if (value is null
                && algorithm.Name == upload.ChecksumAlgorithm
                && upload.ChecksumType == ChecksumType.Composite)
            {
                throw new S3Exception(
                    S3Error.InvalidRequest,
                    $"The upload was created using a {algorithm.Name.ToLowerInvariant()} checksum. " +
                    "The complete request must include the checksum for each part. " +
                    $"It was missing for part {part.Number} in the request.");
            }

            if (value is not null && (algorithm.Name != part.Checksum?.Algorithm || value != part.Checksum.Value))
            {
                throw Invalid(upload, part.Number, element);
            }
        }
    }

    private static void CheckSizes(List<PartMetadata> chosen)
    {
        if (chosen.SkipLast(1).FirstOrDefault(part => part.Size < MinPartSize) is { } small)
        {
            throw new S3Exception(S3Error.EntityTooSmall, null,
                ("ProposedSize", $"{small.Size}"),
                ("MinSizeAllowed", $"{MinPartSize}"),
                ("PartNumber", $"{small.Number}"),
                ("ETag", small.ETag.Trim('"')));
        }
    }

    private static S3Exception Invalid(UploadMetadata upload, int number, XElement element) => new(
        S3Error.InvalidPart,
        null,
        ("UploadId", upload.Id),
        ("PartNumber", $"{number}"),
        ("ETag", S3Xml.Value(element, "ETag")?.Trim('"') ?? ""));
}
