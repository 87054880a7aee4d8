namespace Discovitas.S3.Probes;

/// <summary>The result of a look.</summary>
/// <param name="Status">The status.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ProbeResult(DiagnosisStatus Status, string Meaning, string? Remedy = null)
{
    internal static ProbeResult Ok(string meaning) => new(DiagnosisStatus.Ok, meaning);

    internal static ProbeResult Warning(string meaning, string remedy) =>
        new(DiagnosisStatus.Warning, meaning, remedy);

    internal static ProbeResult Failed(string meaning, string remedy) => new(DiagnosisStatus.Failed, meaning, remedy);

    internal static ProbeResult NotSupported(string meaning, string? remedy = null) =>
        new(DiagnosisStatus.NotSupported, meaning, remedy);

    internal static ProbeResult NotLookedAt(string meaning, string? remedy = null) =>
        new(DiagnosisStatus.NotLookedAt, meaning, remedy);
}
