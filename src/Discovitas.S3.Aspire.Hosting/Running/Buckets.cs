using Amazon.S3.Model;
using Aspire.Hosting.ApplicationModel;
using Discovitas.S3.Local;

namespace Discovitas.S3.Aspire.Hosting.Running;

/// <summary>The buckets of a server that runs.</summary>
internal static class Buckets
{
    /// <summary>Creates those that do not exist yet.</summary>
    internal static async Task EnsureAsync(
        LocalS3Server server, IEnumerable<S3BucketResource> buckets, CancellationToken cancellationToken)
    {
        using var client = S3Client.Create(server.CreateSettings());
        var existing = await NamesAsync(server.CreateSettings(), cancellationToken).ConfigureAwait(false);
        foreach (var name in buckets.Select(bucket => bucket.BucketName).Distinct().Except(existing))
        {
            await client.PutBucketAsync(new PutBucketRequest { BucketName = name }, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Returns the names of the buckets that exist, by a request.</summary>
    internal static async Task<HashSet<string>> NamesAsync(S3Settings settings, CancellationToken cancellationToken)
    {
        using var client = S3Client.Create(settings);
        var answer = await client.ListBucketsAsync(cancellationToken).ConfigureAwait(false);
        return [.. (answer.Buckets ?? []).Select(bucket => bucket.BucketName)];
    }
}
