using Discovitas.S3.Addressing;

namespace Discovitas.S3.Probes;

/// <summary>Looks at the way to the store, with requests that are not signed.</summary>
internal static class ConnectionProbes
{
    // Beyond 15 minutes S3 rejects a request (API reference, RequestTimeTooSkewed).
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LargeSkew = TimeSpan.FromMinutes(1);

    internal static readonly Probe[] All =
    [
        new("connection", "A connection to the store (S3:ServiceUrl, or Amazon S3 in S3:Region).", ConnectAsync)
        { Needs = ["address-style"] },
        new("tls", "Encryption of the connection, and the store's certificate.", TlsAsync) { Needs = ["connection"] },
        new("bucket-address", "The address of the bucket, as files have it.", BucketAsync)
        { Needs = ["tls"] },
        new("clock", "This machine's clock against the store's.", (context, _) => Task.FromResult(Clock(context)))
        { Needs = ["tls"] },
    ];

    private static async Task<ProbeResult> ConnectAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var root = ObjectAddresses.StoreRoot(context.Settings);
        try
        {
            context.Root = await context.Http.GetAsync(root.AbsoluteUri, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException insecure)
            when (insecure.HttpRequestError is HttpRequestError.SecureConnectionError)
        {
            // There is a connection, but no secure one, which is the next finding.
        }

        return ProbeResult.Ok($"{root.Host} answers.");
    }

    private static async Task<ProbeResult> TlsAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var root = ObjectAddresses.StoreRoot(context.Settings);
        if (root.Scheme == Uri.UriSchemeHttp)
        {
            return root.IsLoopback
                ? ProbeResult.Ok("The store is on this machine, so that nothing has to be encrypted.")
                : ProbeResult.Warning(
                    "Files travel unencrypted: anyone on the way can read them.",
                    "Set S3:ServiceUrl to the store's https address.");
        }

        // Throws the failure of the first attempt again.
        context.Root ??= await context.Http.GetAsync(root.AbsoluteUri, cancellationToken).ConfigureAwait(false);
        return ProbeResult.Ok("The connection is encrypted, and this machine trusts the store's certificate.");
    }

    private static async Task<ProbeResult> BucketAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var url = new Uri(context.Addresses.StoreUrl(context.Files.CreateUnused()));
        try
        {
            await context.Http.GetAsync(url.AbsoluteUri, cancellationToken).ConfigureAwait(false);
            return ProbeResult.Ok($"{url.Host} answers for the bucket.");
        }
        catch (HttpRequestException) when (!ObjectAddresses.UsesPathStyle(context.Settings))
        {
            return ProbeResult.Failed(
                $"The store answers, but {url.Host} does not: its certificate or its DNS does not cover buckets in " +
                "the host name.",
                "Set S3:ForcePathStyle to true.");
        }
    }

    private static ProbeResult Clock(ProbeContext context)
    {
        if (context.Root?.Headers.Date is not { } theirs)
        {
            return ProbeResult.NotSupported("The store's answer has no Date.");
        }

        var skew = context.Now - theirs;
        var text = $"This machine's clock is {skew.Duration().TotalMinutes:0} minutes " +
            (skew > TimeSpan.Zero ? "ahead of" : "behind") + " the store's.";
        const string Remedy = "Set the clock of this machine, and keep it right with NTP.";
        return skew.Duration() > MaxSkew
            ? ProbeResult.Failed(text + " Signed URLs and forms expire at once, or are not valid yet.", Remedy)
            : skew.Duration() > LargeSkew
                ? ProbeResult.Warning(text, Remedy)
                : ProbeResult.Ok("This machine's clock is right.");
    }
}
