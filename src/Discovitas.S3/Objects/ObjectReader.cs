using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Objects;

/// <summary>Reads the bytes of objects (S3 operation GetObject).</summary>
internal sealed class ObjectReader(S3Caller caller)
{
    private readonly ObjectListing _listing = new(caller);

    private const int PieceSize = 128 * 1024;

    /// <summary>Opens the whole object, if it has the given ETag.</summary>
    internal Task<FileDownload> OpenAsync(ObjectKey key, string etag, CancellationToken cancellationToken) =>
        OpenAsync(Request(key, 0, null, etag), key, (0, null), cancellationToken);

    internal Task<FileDownload> OpenAsync(
        ObjectKey key, long offset, long? length, CancellationToken cancellationToken) =>
        OpenAsync(Request(key, offset, length), key, (offset, length), cancellationToken);

    /// <summary>Opens what the options ask for.</summary>
    /// <returns>The file, or null if its ETag or its time shows that it need not be read.</returns>
    internal async Task<FileDownload?> OpenAsync(
        ObjectKey key, ReadConditions conditions, CancellationToken cancellationToken)
    {
        try
        {
            var request = conditions.Apply(Request(key, 0, null));
            var response = await caller.CallAsync(
                key.Value, (client, token) => GetAsync(client, request, key, token), cancellationToken)
                .ConfigureAwait(false);
            if (conditions.AreNotModified(response.ETag))
            {
                response.Dispose();
                return null;
            }

            return Describe(response, key, ContentRangeHeaderValue.TryParse(response.ContentRange, out var range)
                ? range.From ?? 0
                : 0);
        }
        catch (S3StoreException answer) when (answer is { IsPage: false, StatusCode: HttpStatusCode.NotModified })
        {
            return null;
        }
        catch (S3StoreException answer)
            when (conditions.HasIfRange && answer.StatusCode is HttpStatusCode.PreconditionFailed)
        {
            return await OpenAsync(key, conditions.WithoutRange(), cancellationToken).ConfigureAwait(false);
        }
    }

    private GetObjectRequest Request(ObjectKey key, long offset, long? length, string? etag = null) => new()
    {
        BucketName = caller.Bucket,
        Key = key.Value,
        ByteRange = Range(offset, length),
        EtagToMatch = etag,
        ExpectedBucketOwner = caller.ExpectedOwner,
    };

    private async Task<FileDownload> OpenAsync(
        GetObjectRequest request,
        ObjectKey key,
        (long Offset, long? Length) range,
        CancellationToken cancellationToken)
    {
        var response = await caller.CallAsync(
            key.Value, (client, token) => GetAsync(client, request, key, token), cancellationToken)
            .ConfigureAwait(false);
        if (!IsAsked(response, range.Offset, range.Length))
        {
            response.Dispose();
            throw caller.Failures.RangeIgnored(key.Value);
        }

        return Describe(response, key, range.Offset);
    }

    /// <summary>Describes a response whose range has been checked.</summary>
    private FileDownload Describe(GetObjectResponse response, ObjectKey key, long offset) => new()
    {
        Content = caller.Watch(response.ResponseStream, key.Value),
        ContentType = response.Headers.ContentType ?? "",
        ContentDisposition = ContentDisposition.Safe(
            response.Headers.ContentDisposition, response.Headers.ContentType),
        Length = response.ContentLength,
        Offset = offset,
        Size = WholeSize(response),
        IsRange = response.HttpStatusCode is HttpStatusCode.PartialContent,
        ETag = EntityTag.Quoted(response.ETag),
        LastModified = StoredObjects.Time(response.LastModified),
        CacheControl = response.Headers.CacheControl,
    };

    /// <summary>Reads the object and returns its CRC-32.</summary>
    /// <exception cref="S3StoreException">The object could not be read.</exception>
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

    private async Task<GetObjectResponse> GetAsync(
        IAmazonS3 client, GetObjectRequest request, ObjectKey key, CancellationToken token)
    {
        var response = await client.GetObjectAsync(request, token).ConfigureAwait(false);
        try
        {
            RequireWhole(response, key);
            await _listing.RequireAsync(client, key, (response, response?.ETag), token).ConfigureAwait(false);
            return response!;
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    // A 200 with an error in its body has no ETag; and without a length, a cut could not be noticed.
    private void RequireWhole(GetObjectResponse? response, ObjectKey key)
    {
        if (!StoreReply.IsFromNetwork(response))
        {
            return;
        }

        if (string.IsNullOrEmpty(response!.ETag))
        {
            throw caller.Failures.NoETag(response, key.Value);
        }

        if (response.Headers["Content-Length"] is null)
        {
            throw caller.Failures.NoLength(response, key.Value);
        }
    }

    // RFC 9110, section 14.2: a server may ignore a range, and then returns 200 with everything.
    private static bool IsAsked(GetObjectResponse response, long offset, long? length)
    {
        if (!StoreReply.IsFromNetwork(response))
        {
            return true;
        }

        if (response.HttpStatusCode is HttpStatusCode.OK)
        {
            return offset == 0 && (length is null || response.ContentLength <= length);
        }

        return ContentRangeHeaderValue.TryParse(response.ContentRange, out var range)
            && range.From == offset
            && range.To - range.From + 1 == response.ContentLength
            && (length is null || response.ContentLength <= length);
    }

    // RFC 9110, section 14.4: "bytes 0-4/10", with a star if the server does not know the size.
    private static long WholeSize(GetObjectResponse response) =>
        response.ContentRange is { } range && long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), out var size)
            ? size
            : response.ContentLength;

    private static ByteRange? Range(long offset, long? length) => (offset, length) switch
    {
        (0, null) => null,
        (_, { } count) when count <= long.MaxValue - offset => new ByteRange(offset, offset + count - 1),
        _ => new ByteRange($"bytes={offset}-"),
    };
}
