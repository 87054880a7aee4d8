using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;

namespace Discovitas.S3.Setup;

/// <summary>Merges our CORS rule into those of the bucket.</summary>
internal sealed class CorsSetup(S3Caller caller)
{
    private const string Missing = "NoSuchCORSConfiguration";

    /// <summary>Merges the rule into those of the bucket, and returns whether that changed any.</summary>
    /// <exception cref="S3StoreException">The store rejected a request or failed.</exception>
    internal async Task<bool> ApplyAsync(CORSRule ours, CancellationToken cancellationToken)
    {
        var rules = await caller.CallAsync(null, ReadAsync, cancellationToken).ConfigureAwait(false);
        var place = rules.FindIndex(rule => rule.Id == ours.Id);
        if (place >= 0 && CorsRules.IsSame(rules[place], ours))
        {
            return false;
        }

        // S3 uses the first rule that allows a request, so ours must not stand behind one that exposes no ETag.
        List<CORSRule> merged = place < 0
            ? [ours, .. rules]
            : [.. rules[..place], ours, .. rules[(place + 1)..]];
        var request = new PutCORSConfigurationRequest
        {
            BucketName = caller.Bucket,
            Configuration = new CORSConfiguration { Rules = merged },
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        await caller.CallAsync(
            null, (client, token) => PutAsync(client, request, token), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<List<CORSRule>> ReadAsync(IAmazonS3 client, CancellationToken token)
    {
        var request = new GetCORSConfigurationRequest
        {
            BucketName = caller.Bucket,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            var response = await client.GetCORSConfigurationAsync(request, token).ConfigureAwait(false);

            // S3 stores no empty list of rules, so such an answer comes from a server in between.
            return response?.Configuration?.Rules is { Count: > 0 } rules
                ? rules
                : StoreReply.IsFromNetwork(response)
                    ? throw caller.Failures.NotFromStore(response!, null)
                    : [];
        }
        catch (AmazonS3Exception none) when (none.ErrorCode is Missing)
        {
            return [];
        }
    }

    private async Task<PutCORSConfigurationResponse> PutAsync(
        IAmazonS3 client, PutCORSConfigurationRequest request, CancellationToken token) =>
        caller.Require(await client.PutCORSConfigurationAsync(request, token).ConfigureAwait(false), null);
}
