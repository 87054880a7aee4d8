using System.CommandLine;
using System.Text.Json;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>usage</c>.</summary>
internal sealed class UsageCommand : Command
{
    private const int MaxDepth = 100;

    private readonly Argument<string?> _folder = new("folder")
    {
        Description = "The folder to measure, without the prefix uploads/. Default: all files.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _depth = new("--depth")
    {
        Description = "How many levels of folders are listed. [default: 1]",
        HelpName = "N",
        CustomParser = number => SharedOptions.ParseNumber(number, "--depth", 0, MaxDepth),
    };

    private readonly Option<bool> _json = SharedOptions.Json();

    internal UsageCommand(Screen screen)
        : base("usage", "Counts files and bytes by folder, and what is pending or unfinished. "
            + "It costs one request for each thousand objects.")
    {
        Arguments.Add(_folder);
        Options.Add(_depth);
        Options.Add(_json);
        SetAction((parsed, _) => BucketRun.RunAsync(screen, (s3, token) => RunAsync(parsed, s3, screen, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, S3Service s3, Screen screen, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(_folder);
        var usage = await screen.ShowStatusAsync("Listing", show => s3.Housekeeping.GetUsageAsync(
            folder, parsed.GetValue(_depth) ?? 1, new ListingStatus(show), cancellationToken));
        if (parsed.GetValue(_json))
        {
            screen.Line(JsonSerializer.Serialize(usage, ReportJson.Default.StorageUsage));
        }
        else
        {
            UsageView.Show(screen, usage, folder);
        }

        return ExitCode.Success;
    }
}
