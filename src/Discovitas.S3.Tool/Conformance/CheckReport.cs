using Discovitas.S3.Tool.Checks;

namespace Discovitas.S3.Tool.Conformance;

/// <summary>Represents what a check has found.</summary>
internal sealed record CheckReport
{
    public required string Name { get; init; }

    /// <summary>Gets what is checked, as a sentence.</summary>
    public required string Checked { get; init; }

    public required CheckStatus Status { get; init; }

    /// <summary>Gets what the store did.</summary>
    public required string Seen { get; init; }

    /// <summary>Gets what of this library that limits; null if nothing is limited, or nothing is known.</summary>
    public string? Limits { get; init; }

    /// <summary>Gets a value indicating whether no upload works without it.</summary>
    public required bool IsEssential { get; init; }

    /// <summary>Gets the setting that suits the store; null for none.</summary>
    internal SuggestedSetting? Setting { get; init; }

    internal static CheckReport Create(Check check, CheckResult result)
    {
        var isLimited = result.Status is CheckStatus.Limited or CheckStatus.DoesNotWork;
        return new CheckReport
        {
            Name = check.Name,
            Checked = check.Checked,
            Status = result.Status,
            Seen = result.Seen,
            Limits = isLimited ? check.Limits : null,
            IsEssential = check.IsEssential,
            Setting = result.Setting ?? (result.Status is CheckStatus.DoesNotWork ? check.Setting : null),
        };
    }
}
