using System.CommandLine;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>usage</c>.</summary>
internal sealed class UsageCommand : BucketCommand
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

    internal UsageCommand(Screen screen)
        : base(
            "usage",
            "Counts files and bytes by folder, and what is pending or unfinished. It costs one request for each "
            + "thousand objects.",
            screen)
    {
        Arguments.Add(_folder);
        AddOptions(_depth);
    }

    protected override async Task<int> RunAsync(
        ParseResult parsed, OpenBucket bucket, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(_folder);
        var usage = await Screen.ShowStatusAsync("Listing", show => bucket.Service.Housekeeping.GetUsageAsync(
            folder, parsed.GetValue(_depth) ?? 1, new ListingStatus(show), cancellationToken));
        Write(parsed, usage, ReportJson.Default.StorageUsage, () => UsageView.Show(Screen, usage, folder));

        return ExitCode.Success;
    }
}
