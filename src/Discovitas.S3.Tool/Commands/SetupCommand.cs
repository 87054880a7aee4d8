using System.CommandLine;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>setup</c>.</summary>
internal sealed class SetupCommand : BucketCommand
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

    internal SetupCommand(Screen screen)
        : base("setup", "Prints the lifecycle rules, CORS rules and policies that the bucket needs.", screen)
    {
        SharedOptions.RequireOrigins(_origins, allowsAny: true);
        AddOptions(_apply, _origins, _private);
    }

    protected override async Task<int> RunAsync(
        ParseResult parsed, OpenBucket bucket, CancellationToken cancellationToken)
    {
        var options = new SetupOptions
        {
            Origins = parsed.GetValue(_origins) ?? [],
            PublicUrls = !parsed.GetValue(_private),
        };
        var setup = await bucket.Service.Housekeeping.GetSetupAsync(options, cancellationToken);
        var applied = parsed.GetValue(_apply)
            ? await new SetupRun(bucket.Service.Housekeeping, Screen).ApplyAsync(options, cancellationToken)
            : null;
        var report = SetupReport.Create(setup, applied);
        Write(parsed, report, ReportJson.Default.SetupReport, () => SetupView.Show(Screen, setup, applied));

        return applied is { HasFailed: true } ? ExitCode.Failed : ExitCode.Success;
    }
}
