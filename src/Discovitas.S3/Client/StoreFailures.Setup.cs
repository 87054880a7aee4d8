using Discovitas.S3.Text;

namespace Discovitas.S3.Client;

// Failures of preparing a bucket.
internal sealed partial class StoreFailures
{
    private const string ByHand =
        "Add the rules of GetSetupAsync().LifecycleJson by hand, beside those that are there.";

    /// <summary>Creates the failure for rules that the SDK cannot read.</summary>
    internal S3StoreException UnreadableRules(Exception cause) =>
        new(Message("The lifecycle rules of the bucket cannot be read; nothing was changed", null, ByHand), cause);

    /// <summary>Creates the failure for a rule that would not be the same if it were written back.</summary>
    internal S3StoreException UnreadableRule(string? id) =>
        new(Message(
            $"The bucket has the lifecycle rule {LogSafe.Quote(id ?? "")} with a condition that cannot be read, so " +
            "that writing the rules back could change it; nothing was changed",
            null,
            ByHand));
}
