using System.Text.Json;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>A diagnosis as JSON.</summary>
/// <param name="At">When it began.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="HasFailed">Whether anything has failed.</param>
/// <param name="Findings">The findings.</param>
internal sealed record DiagnosisResponse(
    DateTimeOffset At, string Bucket, bool HasFailed, IReadOnlyList<DiagnosisResponse.Finding> Findings)
{
    internal static DiagnosisResponse From(Diagnosis diagnosis) => new(
        diagnosis.At,
        diagnosis.Bucket,
        diagnosis.HasFailed,
        [
            .. diagnosis.Findings.Select(finding => new Finding(
                finding.Name,
                finding.LookedAt,
                JsonNamingPolicy.CamelCase.ConvertName(finding.Status.ToString()),
                finding.Meaning,
                finding.Remedy)),
        ]);

    /// <summary>A finding as JSON.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="LookedAt">What was looked at.</param>
    /// <param name="Status">The status, for instance <c>notSupported</c>.</param>
    /// <param name="Meaning">What it means.</param>
    /// <param name="Remedy">What to do.</param>
    internal sealed record Finding(string Name, string LookedAt, string Status, string Meaning, string? Remedy);
}
