using System.Collections;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>What an upload reported, and whether the store agrees.</summary>
/// <param name="File">What it returned; null if it failed.</param>
/// <param name="Failure">What it threw; null if it succeeded.</param>
/// <param name="Warnings">What it logged.</param>
internal sealed record UploadOutcome(StoredFile? File, Exception? Failure, IReadOnlyList<string> Warnings)
{
    internal const string ContentType = "application/x-test";

    internal bool IsSuccess => Failure is null;

    /// <summary>Uploads once.</summary>
    internal static async Task<UploadOutcome> UploadAsync(
        SocketSetup setup, UploadContent content, CancellationToken cancellationToken = default)
    {
        UploadOutcome outcome;
        try
        {
            var request = new FileUploadRequest("a.bin", ContentType, content) { CacheControl = "max-age=60" };
            outcome = new UploadOutcome(await setup.Service.StoreAsync(request, cancellationToken), null, []);
        }
        catch (Exception failure)
        {
            outcome = new UploadOutcome(null, failure, []);
        }

        await setup.Store.SettleAsync();
        return outcome with { Warnings = setup.Messages.Lines };
    }

    /// <summary>Returns how the outcome differs from what the store holds: nothing if it keeps every promise.</summary>
    internal IEnumerable<string> Violations(BucketModel bucket, byte[] bytes) =>
        IsSuccess ? OfSuccess(bucket, bytes) : OfFailure(bucket);

    private IEnumerable<string> OfSuccess(BucketModel bucket, byte[] bytes)
    {
        if (!bucket.Objects.TryGetValue(File!.Key, out var stored))
        {
            yield return "false success: no object";
            yield break;
        }

        if (!stored.Bytes.AsSpan().SequenceEqual(bytes))
        {
            yield return "wrong bytes";
        }

        if (stored.Headers.GetValueOrDefault("Content-Type") != ContentType
            || stored.Headers.GetValueOrDefault("Cache-Control") != "max-age=60")
        {
            yield return "wrong headers";
        }

        if (bucket.Objects.Count > 1)
        {
            yield return "duplicates";
        }

        // There is no failure to name it in if the store rejects its removal.
        if (bucket.Uploads.Count > 0 && !Warnings.Any(IsAboutUpload))
        {
            yield return "a leak beside a success";
        }
    }

    private bool IsAboutUpload(string line) =>
        line.Contains("unfinished multipart upload", StringComparison.Ordinal)
        && line.Contains(File!.Key, StringComparison.Ordinal);

    private IEnumerable<string> OfFailure(BucketModel bucket)
    {
        var named = Named().ToList();
        foreach (var key in bucket.Objects.Keys.Where(key => !named.Contains(key)))
        {
            yield return $"an object stays and is not named after {Failure!.GetType().Name}: {Failure.Message}";
        }

        foreach (var upload in bucket.Uploads.Where(upload => !named.Contains(upload.Id) && !named.Contains("unknown")))
        {
            yield return $"an upload stays and is not named after {Failure!.GetType().Name}: {Failure.Message}";
        }
    }

    private IEnumerable<string?> Named()
    {
        if (Failure is S3StoreException store)
        {
            yield return store.UnfinishedUploadId;
            foreach (var key in store.RemainingObjects)
            {
                yield return key;
            }
        }

        foreach (DictionaryEntry entry in Failure!.Data)
        {
            yield return entry.Value as string;
        }
    }
}
