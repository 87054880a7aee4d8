using Discovitas.S3.Tool.Checks;

namespace Discovitas.S3.Tool.Conformance;

/// <summary>Represents what a store can do.</summary>
internal sealed record ConformanceReport
{
    /// <summary>Gets the address of the store; null for Amazon S3.</summary>
    public required string? Endpoint { get; init; }

    public required string Bucket { get; init; }

    /// <summary>Gets the region for which requests are signed; null if none is set.</summary>
    public required string? Region { get; init; }

    /// <summary>Gets the prefix of everything that was stored.</summary>
    public required string Prefix { get; init; }

    /// <summary>Gets a value indicating whether all that uploads need works.</summary>
    public bool IsUsable => Checks.All(check => !check.IsEssential || check.Status is CheckStatus.Works);

    public required IReadOnlyList<CheckReport> Checks { get; init; }

    /// <summary>Gets why the run stopped at the first check; null if all were run.</summary>
    public required string? Stopped { get; init; }

    /// <summary>Gets the settings that suit the store, by their names in the section; null: leave it unset.</summary>
    public IReadOnlyDictionary<string, string?> Settings => Checks
        .Select(check => check.Setting)
        .OfType<SuggestedSetting>()
        .DistinctBy(setting => setting.Name)
        .ToDictionary(setting => setting.Name, setting => setting.Value);

    /// <summary>Gets what may remain in the bucket.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    public required int Requests { get; init; }

    public required long BytesSent { get; init; }
}
