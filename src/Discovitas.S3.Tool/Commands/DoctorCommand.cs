using System.CommandLine;
using System.Text.Json;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>doctor</c>.</summary>
internal sealed class DoctorCommand : Command
{
    private readonly Option<string?> _origin = new("--origin")
    {
        Description = "The origin of pages that send files straight to the bucket: https://www.example.com.",
        HelpName = "URL",
    };

    private readonly Option<bool> _private = SharedOptions.Private();

    private readonly Option<bool> _json = SharedOptions.Json();

    internal DoctorCommand(Screen screen)
        : base("doctor", "Looks at everything that makes uploads fail, and says what to do. "
            + "It stores small test files and removes them.")
    {
        Options.Add(_origin);
        Options.Add(_private);
        Options.Add(_json);
        SetAction((parsed, _) => BucketRun.RunAsync(screen, (s3, token) => RunAsync(parsed, s3, screen, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, S3Service s3, Screen screen, CancellationToken cancellationToken)
    {
        var options = new DiagnosisOptions
        {
            Origin = parsed.GetValue(_origin),
            PublicUrls = !parsed.GetValue(_private),
        };
        var diagnosis = await screen.ShowStatusAsync(
            "Looking at the bucket", _ => s3.DiagnoseAsync(options, cancellationToken));
        if (parsed.GetValue(_json))
        {
            screen.Line(JsonSerializer.Serialize(diagnosis, ReportJson.Default.Diagnosis));
        }
        else
        {
            DiagnosisView.Show(screen, diagnosis, options.Origin is not null);
        }

        return diagnosis.HasFailed ? ExitCode.Failed : ExitCode.Success;
    }
}
