using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Setup;

/// <summary>
/// The lifecycle rules that remove what nobody keeps or completes. Each has a prefix as its only condition, which every
/// store supports.
/// </summary>
internal static class LifecycleRules
{
    internal static IReadOnlyList<LifecycleRule> Create(S3Settings settings, SetupOptions options) =>
    [
        Rule("pending", settings.PendingPrefix, options.UnfinishedDays, options.PendingDays),
        Rule("unfinished", settings.KeyPrefix, options.UnfinishedDays),
    ];

    /// <summary>
    /// Returns the prefix of the objects to which the rule applies; null if it has other conditions as well.
    /// </summary>
    internal static string? PrefixOf(LifecycleRule rule) => rule.Filter switch
    {
        { LifecycleFilterPredicate: LifecyclePrefixPredicate prefix } => prefix.Prefix ?? "",
        _ => null,
    };

    /// <summary>
    /// Returns whether the SDK has read the rule's conditions completely. Written back without them, a rule would apply
    /// to every object.
    /// </summary>
    internal static bool IsReadable(LifecycleRule rule) => rule.Filter?.LifecycleFilterPredicate switch
    {
        null => false,
        LifecycleAndOperator and => and.Operands is { Count: > 0 },
        _ => true,
    };

    /// <summary>Returns whether the rule in the bucket does what ours does, and nothing else.</summary>
    internal static bool IsSame(LifecycleRule found, LifecycleRule ours) =>
        found.Status == LifecycleRuleStatus.Enabled
        && PrefixOf(found) == PrefixOf(ours)
        && found.Expiration?.Days == ours.Expiration?.Days
        && found.Expiration?.Date is null
        && found.AbortIncompleteMultipartUpload?.DaysAfterInitiation
            == ours.AbortIncompleteMultipartUpload?.DaysAfterInitiation
        && found.Transitions is null or []
        && found.NoncurrentVersionTransitions is null or []
        && found.NoncurrentVersionExpiration is null;

    /// <summary>Returns the rules as Amazon's command line accepts them.</summary>
    internal static string ToJson(IEnumerable<LifecycleRule> rules) => JsonText.Write(json =>
    {
        json.WriteStartArray("Rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("ID", rule.Id);
            json.WriteString("Status", rule.Status.Value);
            json.WriteStartObject("Filter");
            json.WriteString("Prefix", PrefixOf(rule));
            json.WriteEndObject();
            if (rule.Expiration?.Days is { } days)
            {
                json.WriteStartObject("Expiration");
                json.WriteNumber("Days", days);
                json.WriteEndObject();
            }

            json.WriteStartObject("AbortIncompleteMultipartUpload");
            json.WriteNumber("DaysAfterInitiation", rule.AbortIncompleteMultipartUpload.DaysAfterInitiation!.Value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static LifecycleRule Rule(string purpose, string prefix, int abortDays, int? expiryDays = null) => new()
    {
        Id = RuleId.Create(purpose, prefix),
        Status = LifecycleRuleStatus.Enabled,
        Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = prefix } },
        Expiration = expiryDays is null ? null : new LifecycleRuleExpiration { Days = expiryDays },
        AbortIncompleteMultipartUpload =
            new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = abortDays },
    };
}
