namespace Discovitas.S3.Reading;

/// <summary>How an upload is cut into parts, and how many bytes may come in all.</summary>
/// <param name="PartSize">The configured size of a part in bytes.</param>
/// <param name="MaxFileSize">The most that may come in, in bytes.</param>
/// <param name="SignsPayload">
/// Whether the signature of a request covers its body, which takes the SHA-256 of each part.
/// </param>
internal sealed record PartPlan(long PartSize, long MaxFileSize, bool SignsPayload = false)
{
    /// <summary>S3's limit of parts in one upload (Amazon S3 multipart upload limits).</summary>
    internal const int MaxParts = 10_000;

    /// <summary>The most that S3 takes in one object by its limits of parts and part size: 10,000 × 5 GiB.</summary>
    internal const long MaxObjectSize = MaxParts * S3Settings.MaxPartSize;

    private const int EqualParts = MaxParts / 2;
    private const int PartsPerStep = 500;

    internal static PartPlan From(S3Settings settings) =>
        new(settings.PartSize, Math.Min(settings.MaxFileSize ?? MaxObjectSize, MaxObjectSize));

    /// <summary>The same under the rules of one upload.</summary>
    internal PartPlan Within(UploadLimits? limits) =>
        limits?.MaxFileSize is { } size && size < MaxFileSize ? this with { MaxFileSize = size } : this;

    /// <summary>
    /// The size of one part. With a known length all are equal, as Cloudflare R2 demands. Without one they are equal
    /// for the first half of the 10,000, and from there double every 500 parts, so that a stream never runs out of
    /// part numbers early.
    /// </summary>
    internal long SizeOfPart(int number, long? knownLength)
    {
        if (knownLength is { } length)
        {
            var needed = ((length - 1) / MaxParts) + 1;
            return needed <= PartSize
                ? PartSize
                : (needed + S3Settings.Mebibyte - 1) / S3Settings.Mebibyte * S3Settings.Mebibyte;
        }

        var steps = number <= EqualParts ? 0 : ((number - EqualParts - 1) / PartsPerStep) + 1;
        return Math.Min(PartSize << steps, S3Settings.MaxPartSize);
    }
}
