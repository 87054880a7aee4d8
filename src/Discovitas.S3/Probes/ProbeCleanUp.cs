using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Probes;

/// <summary>
/// Removes what a diagnosis may have stored, independent of the caller's token and within the deadline of
/// <see cref="CleanUpCalls"/>.
/// </summary>
internal sealed class ProbeCleanUp(ProbeContext context)
{
    private readonly List<string> _left = [];

    internal async Task RunAsync()
    {
        var calls = context.Caller.CleanUp();
        foreach (var (key, id) in context.Files.Uploads)
        {
            await TryAsync($"the multipart upload of {key.Value}", () => AbortAsync(calls, key, id))
                .ConfigureAwait(false);
        }

        foreach (var key in context.Files.Keys)
        {
            await TryAsync(key.Value, () => DeleteAsync(calls, key)).ConfigureAwait(false);
        }
    }

    internal ProbeResult Result() => _left.Count == 0
        ? ProbeResult.Ok($"The test files are removed: {context.Files.Keys.Count} keys were used.")
        : ProbeResult.Failed(
            $"These may remain in the bucket: {string.Join(", ", _left)}.",
            "Delete them by hand, and allow the credentials s3:DeleteObject and s3:AbortMultipartUpload.");

    private async Task TryAsync(string what, Func<Task> remove)
    {
        try
        {
            await remove().ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (failure.IsMissing)
        {
            // There is nothing to remove.
        }
        catch (S3StoreException)
        {
            _left.Add(what);
        }
    }

    private Task<AbortMultipartUploadResponse> AbortAsync(CleanUpCalls calls, ObjectKey key, string id)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = context.Caller.Bucket,
            Key = key.Value,
            UploadId = id,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        return calls.CallAsync(key.Value, (client, token) => client.AbortMultipartUploadAsync(request, token));
    }

    private Task<DeleteObjectResponse> DeleteAsync(CleanUpCalls calls, ObjectKey key) => calls.CallAsync(
        key.Value,
        (client, token) => client.DeleteObjectAsync(RoundTripProbes.DeleteRequest(context, key), token));
}
