using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Finds out what shows that the stored bytes are those that were sent.</summary>
internal static class IntegrityChecks
{
    internal static readonly Check[] All =
    [
        new("etag", "The ETag of an object is the MD5 of its bytes.", (context, _) => Task.FromResult(ETag(context)))
        {
            Needs = ["put-object"],
            Limits = "Verification of uploads: without checksums either, each is read back.",
        },
        new("checksum", "The store returns the CRC-32 that was sent with an object.", EchoAsync)
        {
            Needs = ["put-object"],
            Limits = "Verification of uploads: by the ETag, or by reading back.",
        },
        new("checksum-enforced", "An object whose CRC-32 is wrong is rejected.", EnforcedAsync)
        {
            Needs = ["put-object"],
            Limits = "Bytes that changed on the way are found after the object is stored, not before.",
        },
        new("request-id", "Answers have a request id.", (context, _) => Task.FromResult(RequestId(context)))
        {
            Needs = ["put-object"],
            Limits = "Answers of a proxy are told from the store's by one listing more for reads and deletes.",
        },
        new("aws-chunked", "The store accepts the chunked bodies that the AWS SDKs send by default.", ChunkedAsync)
        {
            Needs = ["put-object"],
            Limits = "Nothing: this library sends plain bodies. Other programs on the AWS SDKs need their setting "
                + "request_checksum_calculation = WHEN_REQUIRED.",
        },
    ];

    private static CheckResult ETag(CheckContext context)
    {
        var md5 = Convert.ToHexStringLower(
            CryptographicOperations.HashData(HashAlgorithmName.MD5, StoreRequests.Small));
        return CheckResult.If(context.ETag.Trim('"') == md5, "It is the MD5.", "It is something else.");
    }

    private static async Task<CheckResult> EchoAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Put(context, context.Keys.Create("checksum"));
        request.ChecksumCRC32 = StoreRequests.Crc32Of(StoreRequests.Small);
        var stored = await context.Client.PutObjectAsync(request, cancellationToken);
        return CheckResult.If(
            stored.ChecksumCRC32 == request.ChecksumCRC32,
            "The store returned it.",
            stored.ChecksumCRC32 is null ? "The store returned none." : "The store returned another.");
    }

    private static async Task<CheckResult> EnforcedAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Put(context, context.Keys.Create("checksum-wrong"));
        request.ChecksumCRC32 = StoreRequests.Crc32Of([0]);
        var rejection = await Rejection.OfAsync(context.Client.PutObjectAsync(request, cancellationToken));
        return CheckResult.If(rejection is not null, $"Rejected ({rejection}).", "The store accepted a wrong one.");
    }

    private static CheckResult RequestId(CheckContext context) => CheckResult.If(
        !string.IsNullOrEmpty(context.RequestId), "The answers have one.", "The answers have none.");

    private static async Task<CheckResult> ChunkedAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var key = context.Keys.Create("chunked");
        var request = new PutObjectRequest
        {
            BucketName = context.Bucket,
            Key = key,
            InputStream = new MemoryStream(StoreRequests.Small),
        };
        using var client = CheckClients.Create(
            context.Settings,
            CheckClients.UsesPath(context.Settings),
            context.Traffic,
            RequestChecksumCalculation.WHEN_SUPPORTED);
        var rejection = await Rejection.OfAsync(client.PutObjectAsync(request, cancellationToken));
        if (rejection is not null)
        {
            return CheckResult.DoesNotWork($"The store answered {rejection}.");
        }

        var bytes = await ObjectBytes.ReadAsync(context, StoreRequests.Get(context, key), cancellationToken);
        return CheckResult.If(
            bytes.AsSpan().SequenceEqual(StoreRequests.Small),
            "Accepted.",
            "The store keeps the chunks' own lines as part of the object.");
    }
}
