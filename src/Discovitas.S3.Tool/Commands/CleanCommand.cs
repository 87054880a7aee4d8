using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>clean</c>.</summary>
internal sealed class CleanCommand : Command
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

    private readonly Option<bool> _json = SharedOptions.Json();

    internal CleanCommand(Screen screen)
        : base("clean", "Aborts multipart uploads that nobody completed, and deletes pending files that nobody kept. "
            + "It touches no other file.")
    {
        Options.Add(_dryRun);
        Options.Add(_olderThan);
        Options.Add(_json);
        SetAction((parsed, _) => BucketRun.RunAsync(screen, (s3, token) => RunAsync(parsed, s3, screen, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, S3Service s3, Screen screen, CancellationToken cancellationToken)
    {
        var report = await new Cleaning(s3.Housekeeping, screen)
            .RunAsync(parsed.GetValue(_olderThan) ?? DefaultAge, parsed.GetValue(_dryRun), cancellationToken);
        if (parsed.GetValue(_json))
        {
            screen.Line(JsonSerializer.Serialize(report, ReportJson.Default.CleanReport));
        }
        else
        {
            CleanView.Show(screen, report);
        }

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
