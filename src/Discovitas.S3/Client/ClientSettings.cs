using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Client;

/// <summary>
/// Reads what the app's own client knows about the store: it completes settings that are not set, and must not
/// contradict the others.
/// </summary>
internal static class ClientSettings
{
    /// <summary>Returns the settings, completed from the client and checked against all rules.</summary>
    /// <exception cref="OptionsValidationException">A setting is missing, wrong, or contradicts the client.</exception>
    internal static S3Settings Agree(S3Settings settings, IClientConfig? client)
    {
        var agreed = settings.Snapshot();
        if (client is not null)
        {
            // The SDK has read the same names for this client, unless the app has told it otherwise.
            agreed.ServiceUrl = agreed.ServiceUrlName is null ? agreed.ServiceUrl : null;
            Complete(agreed, client);
        }

        S3SettingsValidator.Require(agreed, client is null ? [] : Contradictions(agreed, client));
        return agreed;
    }

    /// <summary>
    /// Returns the configuration of a client, or null if there is no need to read it: a test's mock may have none.
    /// </summary>
    internal static IClientConfig? From(IAmazonS3 client, S3Settings settings)
    {
        var isSilent = string.IsNullOrEmpty(settings.Region) && string.IsNullOrEmpty(settings.ServiceUrl);
        return client is not UploadClient && (isSilent || client is AmazonServiceClient) ? client.Config : null;
    }

    private static void Complete(S3Settings settings, IClientConfig client)
    {
        if (string.IsNullOrEmpty(settings.ServiceUrl) && Compatible(client.ServiceURL) is { } url)
        {
            settings.ServiceUrl = url;
            settings.ForcePathStyle ??= (client as AmazonS3Config)?.ForcePathStyle;
        }

        // The client signs its requests for a service URL, and URLs must be signed for the same region.
        if (Compatible(client.ServiceURL) is not null)
        {
            settings.Region = Region(client) ?? "us-east-1";
        }
        else if (string.IsNullOrEmpty(settings.Region))
        {
            settings.Region = Region(client);
        }
    }

    private static IEnumerable<string> Contradictions(S3Settings settings, IClientConfig client)
    {
        const string Remedy = "Give both the same value, or leave the setting out: then the client's is used.";
        var url = Compatible(client.ServiceURL);
        if (Compatible(settings.ServiceUrl) != url)
        {
            yield return $"S3:ServiceUrl is {settings.ServiceUrl ?? "not set"}, and the app's own IAmazonS3 uses "
                + $"{url ?? "Amazon S3"}. {Remedy}";
        }

        // With a service URL the region is used only for signing, which the client configures itself.
        if (url is null && Region(client) is { } region && settings.Region is { Length: > 0 }
            && settings.Region != region)
        {
            yield return $"S3:Region is {settings.Region}, and the app's own IAmazonS3 uses {region}. {Remedy}";
        }
    }

    private static string? Region(IClientConfig client) =>
        string.IsNullOrEmpty(client.AuthenticationRegion)
            ? client.RegionEndpoint?.SystemName
            : client.AuthenticationRegion;

    // The address of a store that is not Amazon's, in one form; null for Amazon's own, and for text that is not an
    // address.
    private static string? Compatible(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && !IsAmazon(url.Host)
            ? url.GetLeftPart(UriPartial.Authority)
            : null;

    private static bool IsAmazon(string host) =>
        host.EndsWith(".amazonaws.com", StringComparison.Ordinal)
            || host.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal);
}
