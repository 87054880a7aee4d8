using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Web;

/// <summary>Finds out at the start whether the bucket can be used, rather than when the first file is sent.</summary>
internal static class BucketCheck
{
    // A store that does not answer would otherwise be asked again for S3:RetryTimeout.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // The first look that needs the bucket, but no right to list it.
    private const string NeedsBucket = "delete-object";

    /// <summary>Says what is wrong with the bucket, if anything.</summary>
    /// <returns>Whether the page can be of use.</returns>
    internal static async Task<bool> RunAsync(S3Service s3, Screen screen)
    {
        if (await AnswersAsync(s3))
        {
            return true;
        }

        var options = new DiagnosisOptions { PublicUrls = false };
        var diagnosis = await screen.ShowStatusAsync("Looking at the bucket", _ => s3.DiagnoseAsync(options));
        return Show(screen, diagnosis);
    }

    /// <summary>Shows the first failure, on which the others depend.</summary>
    /// <returns>Whether the bucket can be used nevertheless.</returns>
    internal static bool Show(Screen screen, Diagnosis diagnosis)
    {
        var cause = diagnosis.Findings.FirstOrDefault(finding => finding.Status is DiagnosisStatus.Failed);
        if (cause is null)
        {
            return true;
        }

        screen.Error(Line(cause.Meaning));
        if (cause.Remedy is { } remedy)
        {
            // The first line is a sentence; a JSON document may follow, which doctor prints.
            screen.Note(Line(remedy.Split('\n')[0]));
        }

        screen.Note("To look at everything else: discovitas-s3 doctor");
        return !diagnosis.Findings.Any(finding => finding is
        {
            Name: NeedsBucket,
            Status: DiagnosisStatus.NotLookedAt,
        });
    }

    private static async Task<bool> AnswersAsync(S3Service s3)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await s3.ListAsync(cancellationToken: patience.Token).Take(1).CountAsync(patience.Token);
            return true;
        }
        catch (Exception failure) when (failure is S3StoreException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string Line(string text) => DisplayText.Clean(text.Replace('\n', ' '));
}
