using System.Runtime.ExceptionServices;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Text;

namespace Discovitas.S3.Writing;

/// <summary>
/// One multipart upload: parts are read in order and sent several at once, and only the parts that are being sent are
/// in memory. It ends with the object complete, or with nothing left of it.
/// </summary>
internal sealed class MultipartUpload(S3Caller caller, UploadVerifier verifier, Upload upload)
{
    private readonly Dictionary<int, PartETag> _sent = [];
    private readonly string _key = upload.Key.Value;
    private ExceptionDispatchInfo? _failure;
    private WrittenObject? _expected;
    private uint _crc32;
    private volatile bool _isDoubtful;

    internal async Task<WrittenObject> WriteAsync(Part first, int parallelism, CancellationToken cancellationToken)
    {
        StartedUpload started;
        try
        {
            var start = new MultipartStart(caller, upload.Key, upload.Headers);
            started = await start.CreateAsync(cancellationToken).ConfigureAwait(false);
            UploadActivity.Name(started.Id);
        }
        catch
        {
            first.Dispose();
            throw;
        }

        WrittenObject written;
        try
        {
            await SendPartsAsync(started.Id, first, parallelism, cancellationToken).ConfigureAwait(false);
            await upload.Parts.RequireUnchangedAsync(_crc32, cancellationToken).ConfigureAwait(false);
            written = await CompleteAsync(started.Id).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            if (await RemoveAsync(started, failure).ConfigureAwait(false) is not { } late)
            {
                throw;
            }

            written = late;
        }

        await started.EndAsync(new MultipartCleanup(caller)).ConfigureAwait(false);
        await new TagRepair(caller, upload.MayBeRemoved).RepeatAsync(upload.Key, upload.Headers.Tags)
            .ConfigureAwait(false);
        return written;
    }

    // Removes the upload. If there is none to remove, the store may have completed it after the look for the object;
    // then returns that object.
    private async Task<WrittenObject?> RemoveAsync(StartedUpload started, Exception failure)
    {
        var cleanup = new MultipartCleanup(caller, failure);
        await started.EndAsync(cleanup).ConfigureAwait(false);
        return await cleanup.RemoveAsync(upload.Key, started.Id).ConfigureAwait(false)
            && _expected is { } expected && failure is S3StoreException { HoldsOtherBytes: false } open
            ? await verifier.FindAsync(upload.Key, expected, open).ConfigureAwait(false)
            : null;
    }

    // The one loop: waits for a free slot, which stands for the memory of a part, reads the part and starts to send it.
    private async Task SendPartsAsync(
        string uploadId, Part first, int parallelism, CancellationToken cancellationToken)
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
                _crc32 = Crc32Value.Combine(_crc32, part.Crc32, part.Length);
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

    // Never throws: the first failure is kept, and stops the other parts.
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
            async (client, token) =>
            {
                var request = PartRequest(uploadId, part, body);
                var response = await client.UploadPartAsync(request, token).ConfigureAwait(false);
                return verifier.VerifyPart(response, part, upload.Key);
            },
            cancellationToken).ConfigureAwait(false);
        _isDoubtful |= stored.IsDoubtful;
        return new PartETag(part.Number, stored.ETag) { ChecksumCRC32 = part.Crc32Text };
    }

    private UploadPartRequest PartRequest(string uploadId, Part part, PartStream body) => new()
    {
        BucketName = caller.Bucket,
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
        _expected = expected;
        List<PartETag> parts = [.. _sent.Values.OrderBy(part => part.PartNumber)];
        var whole = new CompleteParts(upload.Key, uploadId, parts, expected.Size) { Crc32 = _crc32 };
        var etag = await new MultipartCompletion(caller, verifier).CompleteAsync(
            whole,
            async failure =>
                (await verifier.FindAsync(upload.Key, expected, failure).ConfigureAwait(false))?.ETag)
            .ConfigureAwait(false);

        var written = expected with { ETag = etag };
        if (_isDoubtful)
        {
            await verifier.RequireSameAsync(upload.Key, written).ConfigureAwait(false);
        }

        return written;
    }

    private void Fail(Exception exception, CancellationTokenSource stop)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        stop.Cancel();
    }
}
