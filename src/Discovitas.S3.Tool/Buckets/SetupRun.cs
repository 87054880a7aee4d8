using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Applies the rules that a bucket needs.</summary>
internal sealed class SetupRun(S3Housekeeping housekeeping, Screen screen)
{
    internal async Task<SetupChanges> ApplyAsync(SetupOptions options, CancellationToken cancellationToken) => new()
    {
        Lifecycle = await TryAsync(
            "Lifecycle rules", () => housekeeping.ApplyLifecycleAsync(options, cancellationToken)),
        Cors = options.Origins.Count == 0
            ? RuleChange.NotApplied
            : await TryAsync("CORS rules", () => housekeeping.ApplyCorsAsync(options, cancellationToken)),
    };

    // One may be forbidden, or not supported, while the other works.
    private async Task<RuleChange> TryAsync(string what, Func<Task<bool>> apply)
    {
        try
        {
            return await apply() ? RuleChange.Changed : RuleChange.Unchanged;
        }
        catch (S3StoreException failure)
        {
            screen.Errors(ErrorText.From(failure).Select(sentence => $"{what}: {sentence}"));
            return RuleChange.Failed;
        }
    }
}
