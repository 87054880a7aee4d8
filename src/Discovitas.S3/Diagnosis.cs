namespace Discovitas.S3;

/// <summary>Represents what <see cref="S3Service.DiagnoseAsync"/> has found.</summary>
public sealed record Diagnosis
{
    /// <summary>Gets the time at which the diagnosis began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the name of the bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>
    /// Gets the findings: what others depend on comes first, and there is one for everything that is looked at.
    /// </summary>
    public required IReadOnlyList<DiagnosisFinding> Findings { get; init; }

    /// <summary>Gets a value indicating whether anything has failed.</summary>
    public bool HasFailed => Findings.Any(finding => finding.Status is DiagnosisStatus.Failed);
}
