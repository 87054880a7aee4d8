using System.CommandLine;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>doctor</c>.</summary>
internal sealed class DoctorCommand : BucketCommand
{
    private readonly Option<string?> _origin = new("--origin")
    {
        Description = "The origin of pages that send files straight to the bucket: https://www.example.com.",
        HelpName = "URL",
    };

    private readonly Option<bool> _private = SharedOptions.Private();

    internal DoctorCommand(Screen screen)
        : base(
            "doctor",
            "Looks at everything that makes uploads fail, and says what to do. It stores small test files and removes "
            + "them.",
            screen)
    {
        SharedOptions.RequireOrigins(_origin, allowsAny: false);
        AddOptions(_origin, _private);
    }

    protected override async Task<int> RunAsync(
        ParseResult parsed, OpenBucket bucket, CancellationToken cancellationToken)
    {
        var options = new DiagnosisOptions
        {
            Origin = parsed.GetValue(_origin),
            PublicUrls = !parsed.GetValue(_private),
        };
        var diagnosis = await Screen.ShowStatusAsync(
            "Looking at the bucket", _ => bucket.Service.DiagnoseAsync(options, cancellationToken));
        var hasOrigin = options.Origin is not null;
        Write(
            parsed,
            diagnosis,
            ReportJson.Default.Diagnosis,
            () => DiagnosisView.Show(Screen, diagnosis, hasOrigin));
        return diagnosis.HasFailed ? ExitCode.Failed : ExitCode.Success;
    }
}
