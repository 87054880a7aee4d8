using Discovitas.S3.Text;

namespace Discovitas.S3.Client;

// Failures of preparing a bucket.
internal sealed partial class StoreFailures
{
    /// <summary>Creates the failure for a rule that would not be the same if it were written back.</summary>
    internal S3StoreException UnreadableRule(string? id) =>
        new(Message(
            $"The bucket has the lifecycle rule {LogSafe.Quote(id ?? "")} with a condition that cannot be read, so " +
            "that writing the rules back could change it; nothing was changed",
            null,
            "Add the rules of GetSetupAsync().LifecycleJson by hand, beside those that are there."));
}
