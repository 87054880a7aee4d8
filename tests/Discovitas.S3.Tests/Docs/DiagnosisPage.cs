namespace Discovitas.S3.Tests.Docs;

/// <summary>The example of docs/diagnosis.md.</summary>
internal static class DiagnosisPage
{
    internal static async Task DiagnoseAsync(S3Service s3, CancellationToken cancellationToken)
    {
        var options = new DiagnosisOptions { Origin = "https://app.example.com", PublicUrls = true };
        Diagnosis diagnosis = await s3.DiagnoseAsync(options, cancellationToken);
        foreach (var finding in diagnosis.Findings.Where(one => one.Status is DiagnosisStatus.Failed))
        {
            Console.WriteLine($"{finding.Name}: {finding.Meaning}\n{finding.Remedy}");
        }
    }
}
