using Amazon.S3.Model;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Probes;

/// <summary>Stores a small file, reads it, and finds out whether it can be deleted.</summary>
internal static class RoundTripProbes
{
    internal static readonly Probe[] All =
    [
        // First of all, because without this right the test files would remain.
        new("delete-object", "Deleting files.", DeleteAsync) { Needs = ["bucket-owner"], Right = "s3:DeleteObject" },
        new("put-object", "Storing a file in one request.", PutAsync)
        { Needs = ["delete-object"], Right = "s3:PutObject" },
        new("checksum", "The checksum that the store returns for what it has stored.",
            (context, _) => Task.FromResult(Checksum(context)))
        { Needs = ["put-object"] },
        new("head-object", "The properties of the stored file.", HeadAsync)
        { Needs = ["put-object"], Right = "s3:GetObject" },
        new("get-object", "The bytes of the stored file.", GetAsync)
        { Needs = ["head-object"], Right = "s3:GetObject" },
        new("get-range", "Reading a part of the file.", RangeAsync) { Needs = ["get-object"] },
        new("missing-file", "The answer for a file that does not exist.", MissingAsync)
        { Needs = ["list-objects", "head-object"] },
    ];

    /// <summary>Creates a request that stores the test file as uploads are sent.</summary>
    internal static PutObjectRequest PutRequest(ProbeContext context, ObjectKey key) => new()
    {
        BucketName = context.Caller.Bucket,
        Key = key.Value,
        InputStream = new MemoryStream(TestFiles.Bytes),
        ContentType = TestFiles.ContentType,
        UseChunkEncoding = false,
        DisablePayloadSigning = !context.Caller.SignsPayload,
        ChecksumCRC32 = Crc32Value.ToBase64(System.IO.Hashing.Crc32.HashToUInt32(TestFiles.Bytes)),
        ExpectedBucketOwner = context.Caller.ExpectedOwner,
    };

    internal static DeleteObjectRequest DeleteRequest(ProbeContext context, ObjectKey key) => new()
    {
        BucketName = context.Caller.Bucket,
        Key = key.Value,
        ExpectedBucketOwner = context.Caller.ExpectedOwner,
    };

    /// <summary>Reads an object, or a range of it.</summary>
    internal static Task<byte[]> ReadAsync(
        ProbeContext context, ObjectKey key, ByteRange? range, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest
        {
            BucketName = context.Caller.Bucket,
            Key = key.Value,
            ByteRange = range,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        return context.AskAsync(
            key.Value,
            async (client, token) =>
            {
                using var response = await client.GetObjectAsync(request, token).ConfigureAwait(false);
                using var bytes = new MemoryStream();
                await response.ResponseStream.CopyToAsync(bytes, token).ConfigureAwait(false);
                return bytes.ToArray();
            },
            cancellationToken);
    }

    private static async Task<ProbeResult> DeleteAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = DeleteRequest(context, context.Files.CreateUnused());
        await context.AskAsync(
            request.Key,
            async (client, token) => context.Caller.Require(
                await client.DeleteObjectAsync(request, token).ConfigureAwait(false), request.Key),
            cancellationToken).ConfigureAwait(false);
        return ProbeResult.Ok("Files can be deleted.");
    }

    private static async Task<ProbeResult> PutAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = PutRequest(context, context.File);
        var response = await context.AskAsync(
            request.Key, (client, token) => client.PutObjectAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        (context.EchoedCrc32, context.ETag) = (response?.ChecksumCRC32, response?.ETag);
        return string.IsNullOrEmpty(context.ETag)
            ? ProbeResult.Failed(
                "The store returned success without an ETag, so that nothing shows that the file is stored.",
                "Check the proxies and other servers between the app and the store.")
            : ProbeResult.Ok("A file can be stored.");
    }

    private static ProbeResult Checksum(ProbeContext context)
    {
        var expected = Crc32Value.ToBase64(System.IO.Hashing.Crc32.HashToUInt32(TestFiles.Bytes));
        return context.EchoedCrc32 switch
        {
            null => ProbeResult.NotSupported(
                "This store returns no CRC-32. Uploads are verified by the ETag, or by reading them back."),
            var echoed when echoed == expected => ProbeResult.Ok("The store has the bytes that were sent."),
            _ => ProbeResult.Failed(
                "The store returned another CRC-32 than that of what was sent.",
                "Check the proxies and other servers between the app and the store: one of them changes bytes."),
        };
    }

    private static async Task<ProbeResult> HeadAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest
        {
            BucketName = context.Caller.Bucket,
            Key = context.File.Value,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        var found = await context.AskAsync(
            request.Key, (client, token) => client.GetObjectMetadataAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        var (size, type) = (found.ContentLength, found.Headers.ContentType);
        return size == TestFiles.Bytes.Length && type == TestFiles.ContentType
            ? ProbeResult.Ok("The store has kept size and type.")
            : ProbeResult.Failed(
                $"The file has {size} bytes of type {LogSafe.Quote(type ?? "")} in place of {TestFiles.Bytes.Length} " +
                $"of type {TestFiles.ContentType}.",
                "Check the proxies and other servers between the app and the store.");
    }

    private static async Task<ProbeResult> GetAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(context, context.File, range: null, cancellationToken).ConfigureAwait(false);
        return bytes.AsSpan().SequenceEqual(TestFiles.Bytes)
            ? ProbeResult.Ok("The bytes are the ones that were stored.")
            : ProbeResult.Failed(
                "The store returned other bytes than were stored.",
                "Check the proxies and other servers between the app and the store.");
    }

    private static async Task<ProbeResult> RangeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(context, context.File, new ByteRange(1, 3), cancellationToken)
            .ConfigureAwait(false);
        return bytes.AsSpan().SequenceEqual(TestFiles.Bytes.AsSpan(1, 3))
            ? ProbeResult.Ok("A part of a file can be read.")
            : ProbeResult.Failed(
                "The answer to a request for a range is not that range, so that downloads cannot be continued.",
                "Check the proxies and other servers between the app and the store.");
    }

    private static async Task<ProbeResult> MissingAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest
        {
            BucketName = context.Caller.Bucket,
            Key = context.Files.CreateUnused().Value,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        try
        {
            await context.AskAsync(
                request.Key, (client, token) => client.GetObjectMetadataAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
            return ProbeResult.Failed(
                "The store reports a file that does not exist.",
                "Check the proxies and other servers between the app and the store.");
        }
        catch (S3StoreException missing) when (missing.IsMissing)
        {
            return ProbeResult.Ok("A missing file is reported as missing.");
        }
    }
}
