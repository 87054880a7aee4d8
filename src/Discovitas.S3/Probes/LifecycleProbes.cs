using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Setup;
using Discovitas.S3.Text;

namespace Discovitas.S3.Probes;

/// <summary>Looks at the lifecycle rules of the bucket.</summary>
internal static class LifecycleProbes
{
    private const string Right = "s3:GetLifecycleConfiguration";

    internal static readonly Probe[] All =
    [
        Probe("lifecycle-pending", "A lifecycle rule that expires pending files.", Pending),
        Probe("lifecycle-unfinished", "A lifecycle rule that aborts unfinished uploads.", Unfinished),
        Probe("lifecycle-kept", "Lifecycle rules that remove files that are kept.", Kept),
    ];

    private static Probe Probe(
        string name, string lookedAt, Func<ProbeContext, IReadOnlyList<LifecycleRule>, ProbeResult> judge) =>
        new(name, lookedAt, (context, cancellationToken) => LookAsync(context, judge, cancellationToken))
        { Needs = ["bucket-owner"], Right = Right, OnlyLooks = true };

    private static async Task<ProbeResult> LookAsync(
        ProbeContext context,
        Func<ProbeContext, IReadOnlyList<LifecycleRule>, ProbeResult> judge,
        CancellationToken cancellationToken)
    {
        try
        {
            return judge(context, await ReadAsync(context, cancellationToken).ConfigureAwait(false));
        }
        catch (S3StoreException unreadable) when (unreadable.InnerException is AmazonUnmarshallingException)
        {
            return ProbeResult.NotSupported(
                "The bucket has lifecycle rules in a form that cannot be read.",
                $"Compare them by hand with these:\n{context.Setup.LifecycleJson}");
        }
    }

    private static async Task<IReadOnlyList<LifecycleRule>> ReadAsync(
        ProbeContext context, CancellationToken cancellationToken)
    {
        var setup = new LifecycleSetup(context.Caller);
        var found = await context.AskAsync(null, setup.ReadAsync, cancellationToken).ConfigureAwait(false);
        var rules = found?.Configuration?.Rules ?? [];
        return rules.FindAll(rule => rule.Status == LifecycleRuleStatus.Enabled);
    }

    private static ProbeResult Pending(ProbeContext context, IReadOnlyList<LifecycleRule> rules) =>
        rules.Any(rule => Expires(rule) && Covers(rule, context.Settings.PendingPrefix))
            ? ProbeResult.Ok("Pending files that nobody keeps expire.")
            : Missing(context, "Pending files that nobody keeps stay in the bucket for ever.");

    private static ProbeResult Unfinished(ProbeContext context, IReadOnlyList<LifecycleRule> rules) =>
        rules.Any(rule =>
            rule.AbortIncompleteMultipartUpload is not null && Covers(rule, context.Settings.KeyPrefix))
            ? ProbeResult.Ok("Unfinished uploads are aborted.")
            : Missing(context, "The parts of unfinished uploads stay in the bucket for ever, and are billed.");

    private static ProbeResult Kept(ProbeContext context, IReadOnlyList<LifecycleRule> rules) =>
        rules.FirstOrDefault(rule => Expires(rule) && Covers(rule, context.Settings.KeyPrefix)) is { } rule
            ? ProbeResult.Warning(
                $"The lifecycle rule {LogSafe.Quote(rule.Id ?? "")} removes files that are kept, once they are old.",
                $"If files are to stay, limit that rule to another prefix than {context.Settings.KeyPrefix}.")
            : ProbeResult.Ok("No lifecycle rule removes files that are kept.");

    private static bool Expires(LifecycleRule rule) => rule.Expiration is { Days: > 0 } or { Date: not null };

    private static bool Covers(LifecycleRule rule, string prefix) =>
        LifecycleRules.PrefixOf(rule) is { } start && prefix.StartsWith(start, StringComparison.Ordinal);

    private static ProbeResult Missing(ProbeContext context, string meaning) => ProbeResult.Warning(
        meaning,
        "Call s3.Housekeeping.ApplyLifecycleAsync, or add these rules to those of the bucket:\n" +
        context.Setup.LifecycleJson);
}
