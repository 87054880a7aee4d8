using System.Runtime.ExceptionServices;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Text;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Writing;

/// <summary>
/// One multipart upload: parts are read in order and sent several at once, at most as many in memory as may be on their way. It ends
/// with the object complete, or with nothing of it left.
/// </summary>
internal sealed class MultipartUpload(S3Caller caller, UploadVerifier verifier, Upload upload, ILogger logger)
{
    private readonly Dictionary<int, PartETag> _sent = [];
    private readonly string _key = upload.Key.Value;
    private ExceptionDispatchInfo? _failure;
    private uint _crc32;
    private volatile bool _isDoubtful;

    internal async Task<WrittenObject> WriteAsync(Part first, int parallelism, CancellationToken cancellationToken)
    {
        string uploadId;
        try
        {
            uploadId = await new MultipartStart(caller, upload.Key, upload.Headers, logger).CreateAsync(cancellationToken).ConfigureAwait(false);
            UploadActivity.Name(uploadId);
        }
        catch
        {
            first.Dispose();
            throw;
        }

        try
        {
            await SendPartsAsync(uploadId, first, parallelism, cancellationToken).ConfigureAwait(false);
            upload.Parts.RequireUnchanged();
            var written = await CompleteAsync(uploadId).ConfigureAwait(false);
            if (_isDoubtful)
            {
                await verifier.RequireSameAsync(upload.Key, written).ConfigureAwait(false);
            }

            await new TagRepair(caller, verifier).RepeatAsync(upload).ConfigureAwait(false);
            return written;
        }
        catch (Exception failure)
        {
            if (!await new MultipartCleanup(caller, logger).RemoveAsync(_key, uploadId).ConfigureAwait(false))
            {
                LeftOver.Name(failure, uploadId);
            }

            throw;
        }
    }

    // The one loop: a free place first, since that is the memory for a part; then the part; then off with it.
    private async Task SendPartsAsync(string uploadId, Part first, int parallelism, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(parallelism);
        var sending = new List<Task>();
        var part = first;
        try
        {
            while (true)
            {
                await places.WaitAsync(stop.Token).ConfigureAwait(false);
                part ??= await upload.Parts.NextAsync(stop.Token).ConfigureAwait(false);
                var isLast = part.IsLast;
                _crc32 = part.Number == 1 ? part.Crc32 : Crc32Value.Combine(_crc32, part.Crc32, part.Length);
                sending.Add(SendAsync(uploadId, part, places, stop));
                part = null;
                if (isLast)
                {
                    break;
                }
            }
        }
        catch (Exception exception)
        {
            part?.Dispose();
            Fail(exception, stop);
        }

        await Task.WhenAll(sending).ConfigureAwait(false);
        if (_failure?.SourceException is OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        _failure?.Throw();
    }

    // Never throws: the first failure is kept, and stops the others.
    private async Task SendAsync(string uploadId, Part part, SemaphoreSlim places, CancellationTokenSource stop)
    {
        try
        {
            using (part)
            {
                var sent = await SendPartAsync(uploadId, part, stop.Token).ConfigureAwait(false);
                lock (_sent)
                {
                    _sent.Add(part.Number, sent);
                }
            }
        }
        catch (Exception exception)
        {
            Fail(exception, stop);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<PartETag> SendPartAsync(string uploadId, Part part, CancellationToken cancellationToken)
    {
        var body = new PartStream(part, upload.Progress);
        var stored = await caller.SendPartAsync(
            _key,
            body,
            async (s3, token) => verifier.OfPart(await s3.UploadPartAsync(PartRequest(uploadId, part, body), token).ConfigureAwait(false), part, upload.Key),
            cancellationToken).ConfigureAwait(false);
        _isDoubtful |= stored.IsDoubtful;
        return new PartETag(part.Number, stored.ETag) { ChecksumCRC32 = part.Crc32Text };
    }

    private UploadPartRequest PartRequest(string uploadId, Part part, PartStream body) => new()
    {
        BucketName = caller.Name,
        Key = _key,
        UploadId = uploadId,
        PartNumber = part.Number,
        PartSize = part.Length,
        InputStream = body,
        UseChunkEncoding = false,
        DisablePayloadSigning = !caller.SignsPayload,
        ChecksumCRC32 = part.Crc32Text,
        ExpectedBucketOwner = caller.ExpectedOwner,
    };

    private async Task<WrittenObject> CompleteAsync(string uploadId)
    {
        var expected = new WrittenObject(upload.Parts.BytesRead, "", _crc32, _sent.Count);
        var isOpen = false;
        try
        {
            return await caller.CommitAsync(
                _key,
                async (s3, token) => expected with
                {
                    ETag = UploadVerifier.OfComplete(await s3.CompleteMultipartUploadAsync(CompleteRequest(uploadId), token).ConfigureAwait(false), upload.Key),
                },
                failure => isOpen |= UploadVerifier.IsOpen(failure)).ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (isOpen || failure.ErrorCode is "NoSuchUpload")
        {
            // However the last attempt was refused, an earlier one, whose answer was lost, may have done it; NoSuchUpload says so outright.
            if (await verifier.FindAsync(upload.Key, expected, failure).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            throw;
        }
    }

    private CompleteMultipartUploadRequest CompleteRequest(string uploadId) => new()
    {
        BucketName = caller.Name,
        Key = _key,
        UploadId = uploadId,
        PartETags = [.. _sent.Values.OrderBy(part => part.PartNumber)],
        ChecksumCRC32 = Crc32Value.ToBase64(_crc32),
        ChecksumType = ChecksumType.FULL_OBJECT,
        MpuObjectSize = upload.Parts.BytesRead,
        ExpectedBucketOwner = caller.ExpectedOwner,
    };

    private void Fail(Exception exception, CancellationTokenSource stop)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        stop.Cancel();
    }
}
