namespace Discovitas.S3.Tool.Checks;

/// <summary>The result of a check.</summary>
/// <param name="Status">Whether it works.</param>
/// <param name="Seen">What the store did. Neither secrets nor signed URLs.</param>
internal sealed record CheckResult(CheckStatus Status, string Seen)
{
    /// <summary>Gets the setting that suits the store, if the check has found one.</summary>
    internal SuggestedSetting? Setting { get; init; }

    internal static CheckResult Works(string seen) => new(CheckStatus.Works, seen);

    internal static CheckResult Limited(string seen) => new(CheckStatus.Limited, seen);

    internal static CheckResult DoesNotWork(string seen) => new(CheckStatus.DoesNotWork, seen);

    internal static CheckResult Skipped(string why) => new(CheckStatus.Skipped, why);

    /// <summary>Returns that it works if a condition holds.</summary>
    internal static CheckResult If(bool works, string seen, string otherwise) =>
        works ? Works(seen) : DoesNotWork(otherwise);
}
