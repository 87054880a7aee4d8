using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;

namespace Discovitas.S3.Setup;

/// <summary>Reads the lifecycle rules of the bucket, and merges ours into them.</summary>
internal sealed class LifecycleSetup(S3Caller caller)
{
    private const string Missing = "NoSuchLifecycleConfiguration";

    /// <summary>Merges the rules into those of the bucket, and returns whether that changed any.</summary>
    /// <exception cref="S3StoreException">
    /// The store rejected a request or failed, or another rule could not be written back as it is.
    /// </exception>
    internal async Task<bool> ApplyAsync(IReadOnlyList<LifecycleRule> ours, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var rules = found?.Configuration?.Rules ?? [];
        var merged = Merge(rules, ours);
        if (merged is null)
        {
            return false;
        }

        RequireReadable(rules);
        var request = new PutLifecycleConfigurationRequest
        {
            BucketName = caller.Bucket,
            Configuration = new LifecycleConfiguration { Rules = merged },
            TransitionDefaultMinimumObjectSize = found?.TransitionDefaultMinimumObjectSize,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        await caller.CallAsync(
            null, (client, token) => PutAsync(client, request, token), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Returns the rules of the bucket; null if it has none.</summary>
    /// <exception cref="S3StoreException">The store rejected the request or failed.</exception>
    internal Task<GetLifecycleConfigurationResponse?> ReadAsync(CancellationToken cancellationToken) =>
        caller.CallAsync(null, ReadAsync, cancellationToken);

    /// <inheritdoc cref="ReadAsync(CancellationToken)"/>
    internal async Task<GetLifecycleConfigurationResponse?> ReadAsync(IAmazonS3 client, CancellationToken token)
    {
        var request = new GetLifecycleConfigurationRequest
        {
            BucketName = caller.Bucket,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        GetLifecycleConfigurationResponse? response;
        try
        {
            response = await client.GetLifecycleConfigurationAsync(request, token).ConfigureAwait(false);
        }
        catch (AmazonS3Exception none) when (none.ErrorCode is Missing)
        {
            return null;
        }
        catch (AmazonUnmarshallingException unreadable)
        {
            // Ceph 16.2 returns a rule with several conditions in this way.
            throw caller.Failures.UnreadableRules(unreadable);
        }

        // The SDK hides the error for a bucket without rules. An answer from a server in between must not pass for one,
        // because writing would then replace the rules that are there.
        if (response?.Configuration?.Rules is { Count: > 0 } || !StoreReply.IsFromNetwork(response))
        {
            return response;
        }

        return response!.HttpStatusCode is HttpStatusCode.NotFound && StoreReply.HasRequestId(response)
            ? null
            : throw caller.Failures.NotFromStore(response, null);
    }

    private void RequireReadable(List<LifecycleRule> rules)
    {
        if (rules.Find(rule => !LifecycleRules.IsReadable(rule)) is { } unreadable)
        {
            throw caller.Failures.UnreadableRule(unreadable.Id);
        }
    }

    // Returns null if there is nothing to change.
    private static List<LifecycleRule>? Merge(List<LifecycleRule> found, IReadOnlyList<LifecycleRule> ours)
    {
        var isSame = true;
        var merged = found.ToList();
        foreach (var rule in ours)
        {
            var place = merged.FindIndex(one => one.Id == rule.Id);
            if (place < 0)
            {
                merged.Add(rule);
                isSame = false;
            }
            else if (!LifecycleRules.IsSame(merged[place], rule))
            {
                merged[place] = rule;
                isSame = false;
            }
        }

        return isSame ? null : merged;
    }

    private async Task<PutLifecycleConfigurationResponse> PutAsync(
        IAmazonS3 client, PutLifecycleConfigurationRequest request, CancellationToken token) =>
        caller.Require(await client.PutLifecycleConfigurationAsync(request, token).ConfigureAwait(false), null);
}
