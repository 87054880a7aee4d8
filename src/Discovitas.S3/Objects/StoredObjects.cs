using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Objects;

/// <summary>What can be asked of objects that are there: one method, one S3 operation.</summary>
internal sealed class StoredObjects(S3Caller caller)
{
    // DeleteObjects and ListObjectsV2 take and give a thousand keys at most.
    private const int PageSize = 1000;

    private const int PieceSize = 128 * 1024;

    internal async Task<StoredFileMetadata?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = caller.Name, Key = key.Value, ExpectedBucketOwner = caller.ExpectedOwner };
        try
        {
            var found = await caller.CallAsync(key.Value, (s3, token) => s3.GetObjectMetadataAsync(request, token), cancellationToken).ConfigureAwait(false);
            return found is null ? null : new StoredFileMetadata
            {
                Key = key.Value,
                Size = found.ContentLength,
                ContentType = found.Headers.ContentType ?? "",
                ETag = EntityTag.Quoted(found.ETag),
                LastModified = Time(found.LastModified),
                Metadata = UserMetadata.Decode(found.Metadata),
            };
        }
        catch (S3StoreException missing) when (missing is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    }

    /// <summary>Asks for what is not there, which only a caller with rights is told (S3 operation ListParts).</summary>
    /// <exception cref="S3StoreException">The answer was another.</exception>
    internal async Task AskForNoneAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest { BucketName = caller.Name, Key = key.Value, UploadId = Guid.NewGuid().ToString("N"), MaxParts = 1, ExpectedBucketOwner = caller.ExpectedOwner };
        try
        {
            var answer = await caller.AskOnceAsync(key.Value, (s3, token) => s3.ListPartsAsync(request, token), cancellationToken).ConfigureAwait(false);
            if (answer?.ResponseMetadata is { } metadata)
            {
                // Only a test's mock may say yes: what does so over a wire says it to everything.
                throw new S3StoreException("What answers is no S3 store: it has found an upload that does not exist. Look at what stands between the app and the store.") { Key = key.Value, StatusCode = answer.HttpStatusCode, RequestId = metadata.RequestId };
            }
        }
        catch (S3StoreException missing) when (missing.ErrorCode is "NoSuchUpload" or "NoSuchKey")
        {
            // As it should be. Ceph 16.2 says NoSuchKey.
        }
    }

    internal async Task<FileDownload> OpenAsync(ObjectKey key, long offset, long? length, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = caller.Name, Key = key.Value, ExpectedBucketOwner = caller.ExpectedOwner };
        if (offset > 0 || length is not null)
        {
            request.ByteRange = length is { } count && count <= long.MaxValue - offset ? new ByteRange(offset, offset + count - 1) : new ByteRange($"bytes={offset}-");
        }

        var response = await caller.CallAsync(key.Value, (s3, token) => s3.GetObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
        if (offset > 0 && response.HttpStatusCode is HttpStatusCode.OK)
        {
            // RFC 9110, section 14.2: a server may ignore a range, and then answers 200 with all of it.
            response.Dispose();
            throw new S3StoreException($"The store ignored the range that was asked for, key {key}. Look at what stands between the app and the store.") { Key = key.Value };
        }

        return new FileDownload
        {
            Content = caller.Watched(response.ResponseStream, key.Value),
            ContentType = response.Headers.ContentType ?? "",
            Length = response.ContentLength,
            Offset = offset,
            Size = WholeSize(response),
            ETag = EntityTag.Quoted(response.ETag),
            LastModified = Time(response.LastModified),
        };
    }

    /// <summary>The CRC32 of what the store gives back.</summary>
    /// <exception cref="S3StoreException">It could not be read.</exception>
    internal async Task<uint> Crc32Async(ObjectKey key)
    {
        using var file = await OpenAsync(key, 0, null, CancellationToken.None).ConfigureAwait(false);
        var crc32 = new System.IO.Hashing.Crc32();
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            for (int count; (count = await file.Content.ReadAsync(piece).ConfigureAwait(false)) > 0;)
            {
                crc32.Append(piece.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return crc32.GetCurrentHashAsUInt32();
    }

    internal Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new DeleteObjectRequest { BucketName = caller.Name, Key = key.Value, ExpectedBucketOwner = caller.ExpectedOwner };
        return caller.CallAsync(key.Value, (s3, token) => s3.DeleteObjectAsync(request, token), cancellationToken);
    }

    internal async Task DeleteAsync(IReadOnlyList<ObjectKey> keys, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var page in keys.Chunk(PageSize))
        {
            var request = new DeleteObjectsRequest
            {
                BucketName = caller.Name,
                Objects = page.Select(key => new KeyVersion { Key = key.Value }).ToList(),
                Quiet = true,
                ExpectedBucketOwner = caller.ExpectedOwner,
            };
            try
            {
                await caller.CallAsync(null, (s3, token) => s3.DeleteObjectsAsync(request, token), cancellationToken).ConfigureAwait(false);
            }
            catch (S3StoreException failure) when (failure.InnerException is DeleteObjectsException { Response.DeleteErrors: { Count: > 0 } errors })
            {
                throw Undeleted(failure, errors, keys.Count - done - page.Length);
            }
            catch (S3StoreException failure)
            {
                throw new S3StoreException($"{failure.Message} {keys.Count - done} of {keys.Count} files may not be deleted: delete them again.", failure.InnerException)
                {
                    ErrorCode = failure.ErrorCode,
                    StatusCode = failure.StatusCode,
                    RequestId = failure.RequestId,
                    IsTransient = failure.IsTransient,
                };
            }

            done += page.Length;
        }
    }

    internal async IAsyncEnumerable<S3Object> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = caller.Name, Prefix = prefix, MaxKeys = PageSize, ExpectedBucketOwner = caller.ExpectedOwner };
        do
        {
            var page = await caller.CallAsync(null, (s3, token) => s3.ListObjectsV2Async(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var found in page?.S3Objects ?? [])
            {
                yield return found;
            }

            request.ContinuationToken = page?.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    // RFC 9110, section 14.4: "bytes 0-4/10", with a star where the server does not know the size.
    private static long WholeSize(GetObjectResponse response) =>
        response.ContentRange is { } range && long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), out var size)
            ? size
            : response.ContentLength;

    internal static DateTimeOffset Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : default;

    private static S3StoreException Undeleted(S3StoreException failure, List<DeleteError> errors, int untried) => new(
        $"{errors.Count + untried} files are not deleted, among them {errors[0].Key}: the store answered {errors[0].Code}. Delete them again once that is mended.", failure.InnerException)
    {
        Key = errors[0].Key,
        ErrorCode = errors[0].Code,
        StatusCode = failure.StatusCode,
        RequestId = failure.RequestId,
        IsTransient = failure.IsTransient,
    };
}
