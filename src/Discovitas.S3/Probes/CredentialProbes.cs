using Discovitas.S3.Direct;
using Discovitas.S3.Signing;

namespace Discovitas.S3.Probes;

/// <summary>Looks at the credentials, without a request.</summary>
internal static class CredentialProbes
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    internal static readonly Probe[] All =
    [
        new("credentials", "Credentials in the settings, or in what the AWS SDK finds on this machine.", SignAsync)
        { Needs = ["bucket-name"] },
        new("credentials-expiry", "The time at which the credentials end.",
            (context, _) => Task.FromResult(Expiry(context)))
        { Needs = ["credentials", "clock"] },
    ];

    private static async Task<ProbeResult> SignAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        context.Signed = await context.Signer
            .SignAsync(
                new UnsignedUrl("GET", context.Files.CreateUnused()), UrlSigner.MaxLifetime, cancellationToken)
            .ConfigureAwait(false);
        return ProbeResult.Ok(context.Settings.AccessKeyId is null
            ? "The AWS SDK has found credentials."
            : "The settings contain an access key.");
    }

    private static ProbeResult Expiry(ProbeContext context)
    {
        var signed = context.Signed!;
        if (!signed.Url.Contains("X-Amz-Security-Token=", StringComparison.OrdinalIgnoreCase))
        {
            return ProbeResult.Ok("The access key does not expire.");
        }

        if (signed.MayExpireEarlier)
        {
            return ProbeResult.Warning(
                "The credentials are temporary, and their end is not known. Nothing renews them.",
                "Leave out S3:SessionToken and the keys, and give the machine a profile or a role, which the AWS SDK " +
                "renews.");
        }

        var end = $"{signed.ExpiresAt:u}";
        return signed.ExpiresAt <= context.Now
            ? ProbeResult.Failed($"The credentials have expired at {end}.", "Renew them.")
            : signed.ExpiresAt <= context.Now + Soon
                ? ProbeResult.Warning(
                    $"The credentials end at {end}, and URLs that they sign end with them.",
                    "Make sure that something renews them.")
                : ProbeResult.Ok($"The credentials are temporary and end at {end} or later.");
    }
}
