namespace Discovitas.S3;

/// <summary>
/// Represents one finding of <see cref="S3Service.DiagnoseAsync"/>. The texts are for people and contain neither
/// secrets nor signed URLs.
/// </summary>
public sealed record DiagnosisFinding
{
    /// <summary>Gets the name of the finding, which does not change: lower-case words with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what was looked at.</summary>
    public required string LookedAt { get; init; }

    /// <summary>Gets the result.</summary>
    public required DiagnosisStatus Status { get; init; }

    /// <summary>Gets what the result means.</summary>
    public required string Meaning { get; init; }

    /// <summary>Gets what to do, with the setting or the JSON document; null if there is nothing to do.</summary>
    public string? Remedy { get; init; }
}
