using System.CommandLine;
using System.Text.Json;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>setup</c>.</summary>
internal sealed class SetupCommand : Command
{
    private readonly Option<bool> _apply = new("--apply")
    {
        Description = "Adds the lifecycle rules, and with --origin the CORS rules, to those of the bucket. "
            + "Other rules stay; a second run changes nothing.",
    };

    private readonly Option<string[]> _origins = new("--origin")
    {
        Description = "The origin of pages that send files straight to the bucket: https://www.example.com. "
            + "Can be repeated.",
        HelpName = "URL",
    };

    private readonly Option<bool> _private = SharedOptions.Private();

    private readonly Option<bool> _json = SharedOptions.Json();

    internal SetupCommand(Screen screen)
        : base("setup", "Prints the lifecycle rules, CORS rules and policies that the bucket needs.")
    {
        Options.Add(_apply);
        Options.Add(_origins);
        Options.Add(_private);
        Options.Add(_json);
        SetAction((parsed, _) => BucketRun.RunAsync(screen, (s3, token) => RunAsync(parsed, s3, screen, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, S3Service s3, Screen screen, CancellationToken cancellationToken)
    {
        var options = new SetupOptions
        {
            Origins = parsed.GetValue(_origins) ?? [],
            PublicUrls = !parsed.GetValue(_private),
        };
        var setup = await s3.Housekeeping.GetSetupAsync(options, cancellationToken);
        var applied = parsed.GetValue(_apply)
            ? await new SetupRun(s3.Housekeeping, screen).ApplyAsync(options, cancellationToken)
            : null;
        if (parsed.GetValue(_json))
        {
            screen.Line(JsonSerializer.Serialize(
                SetupReport.Create(setup, applied), ReportJson.Default.SetupReport));
        }
        else if (applied is null)
        {
            SetupView.ShowDocuments(screen, setup);
        }
        else
        {
            SetupView.ShowChanges(screen, applied);
        }

        return applied is { HasFailed: true } ? ExitCode.Failed : ExitCode.Success;
    }
}
