using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>clean</c>.</summary>
internal sealed class CleanCommand : BucketCommand
{
    private const string AgeRule = "--older-than needs a number with a unit, at least 1h: 90m, 24h or 7d.";

    private static readonly TimeSpan DefaultAge = TimeSpan.FromHours(24);
    private static readonly TimeSpan MinAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(36500);

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Counts what would be deleted, and deletes nothing.",
    };

    private readonly Option<TimeSpan?> _olderThan = new("--older-than")
    {
        Description = "How old they must be: 90m, 24h or 7d. At least 1h. [default: 24h]",
        HelpName = "age",
        CustomParser = ParseAge,
    };

    internal CleanCommand(Screen screen)
        : base(
            "clean",
            "Aborts multipart uploads that nobody completed, and deletes pending files that nobody kept. It touches "
            + "no other file.",
            screen)
    {
        AddOptions(_dryRun, _olderThan);
    }

    protected override async Task<int> RunAsync(
        ParseResult parsed, OpenBucket bucket, CancellationToken cancellationToken)
    {
        var report = await new Cleaning(bucket.Service.Housekeeping, Screen)
            .RunAsync(parsed.GetValue(_olderThan) ?? DefaultAge, parsed.GetValue(_dryRun), cancellationToken);
        Write(parsed, report, ReportJson.Default.CleanReport, () => CleanView.Show(Screen, report));

        return report.IsComplete ? ExitCode.Success : ExitCode.Failed;
    }

    private static TimeSpan? ParseAge(ArgumentResult result)
    {
        var text = result.Tokens.SingleOrDefault()?.Value ?? "";
        var isNumber = double.TryParse(
            text.AsSpan(0, Math.Max(0, text.Length - 1)),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number);
        var unit = text.LastOrDefault() switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        if (isNumber && number * unit.TotalSeconds >= MinAge.TotalSeconds && number <= MaxAge / unit)
        {
            return number * unit;
        }

        result.AddError(AgeRule);
        return null;
    }
}
