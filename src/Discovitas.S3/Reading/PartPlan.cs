namespace Discovitas.S3.Reading;

/// <summary>Describes how a file is divided into parts, and how large it may be.</summary>
/// <param name="PartSize">The configured size of a part in bytes.</param>
/// <param name="MaxFileSize">The size of the largest file in bytes.</param>
/// <param name="SignsPayload">
/// Whether the signature of a request covers its body, so that each part needs its SHA-256.
/// </param>
internal sealed record PartPlan(long PartSize, long MaxFileSize, bool SignsPayload = false)
{
    /// <summary>The maximum number of parts in one upload (Amazon S3 multipart upload limits).</summary>
    internal const int MaxParts = 10_000;

    /// <summary>The largest object by S3's limits for parts: 10,000 × 5 GiB.</summary>
    internal const long MaxObjectSize = MaxParts * S3Settings.MaxPartSize;

    private const int EqualParts = MaxParts / 2;
    private const int PartsPerStep = 500;

    /// <summary>Gets the memory that the parts of all uploads share; null for memory without a limit.</summary>
    internal UploadMemory? Memory { get; init; }

    /// <summary>Creates the plan that the settings describe.</summary>
    internal static PartPlan From(S3Settings settings) =>
        new(settings.PartSize, Math.Min(settings.MaxFileSize ?? MaxObjectSize, MaxObjectSize));

    /// <summary>Creates the plan that the settings describe, for uploads that share their memory.</summary>
    internal static PartPlan WithSharedMemory(S3Settings settings, bool signsPayload) =>
        From(settings) with { SignsPayload = signsPayload, Memory = UploadMemory.Get(settings.MemoryLimit) };

    /// <summary>Returns the plan under the limits of one upload.</summary>
    internal PartPlan Within(UploadLimits? limits) =>
        limits?.MaxFileSize is { } size && size < MaxFileSize ? this with { MaxFileSize = size } : this;

    /// <summary>
    /// Returns the size of one part. With a known length all parts are equal, as Cloudflare R2 requires. Without one,
    /// the first half of the 10,000 parts are equal, and then the size doubles every 500 parts, so that part numbers
    /// suffice for a stream of any length.
    /// </summary>
    internal long SizeOfPart(int number, long? knownLength)
    {
        if (knownLength is { } length)
        {
            var needed = ((length - 1) / MaxParts) + 1;
            var mebibytes = (needed + S3Settings.Mebibyte - 1) / S3Settings.Mebibyte;
            return needed <= PartSize ? PartSize : mebibytes * S3Settings.Mebibyte;
        }

        var steps = number <= EqualParts ? 0 : ((number - EqualParts - 1) / PartsPerStep) + 1;
        return Math.Min(PartSize << steps, S3Settings.MaxPartSize);
    }
}
