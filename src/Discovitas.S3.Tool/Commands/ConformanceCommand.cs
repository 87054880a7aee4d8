using System.CommandLine;
using System.CommandLine.Parsing;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Checks;
using Discovitas.S3.Tool.Conformance;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>conformance</c>.</summary>
internal sealed class ConformanceCommand : BucketCommand
{
    private readonly (Option<string?> Option, string Setting)[] _store =
    [
        (SharedOptions.Text("--endpoint", "URL", "The store: https://s3.example.com."), "S3:ServiceUrl"),
        (SharedOptions.Text("--bucket", "name", "A bucket of the store. It must exist."), "S3:Bucket"),
        (SharedOptions.Region("The region for which requests are signed."), "S3:Region"),
        (SharedOptions.Text("--access-key", "ID", "The ID of the access key."), "S3:AccessKeyId"),
        (SharedOptions.Text("--secret-key", "secret",
            "The secret of the access key. Others on this machine can see it: S3__SecretAccessKey is safer."),
            "S3:SecretAccessKey"),
    ];

    private readonly Option<bool> _changeBucket = new("--change-bucket")
    {
        Description = "Writes lifecycle rules, CORS rules and a public access block where the bucket has none, and "
            + "deletes them again.",
    };

    internal ConformanceCommand(Screen screen)
        : base(
            "conformance",
            "Finds out what a store can do, and what that limits: any store, in a bucket that may hold files. "
            + "It sends about 120 requests and 10 MiB, which cost less than a cent at Amazon's prices, and removes "
            + "what it has stored. Without options, it uses the settings of the other commands.",
            screen)
    {
        _store[0].Option.Validators.Add(RequireUrl);
        AddOptions([.. _store.Select(one => one.Option), _changeBucket]);
    }

    protected override IReadOnlyDictionary<string, string?> ReadSettings(ParseResult parsed)
    {
        var given = _store
            .Select(one => (one.Setting, Value: parsed.GetValue(one.Option)))
            .Where(one => one.Value is not null)
            .ToDictionary(one => one.Setting, one => one.Value);

        // A token of the environment belongs to the key of the environment.
        if (given.ContainsKey("S3:AccessKeyId"))
        {
            given["S3:SessionToken"] = "";
        }

        return given;
    }

    protected override async Task<int> RunAsync(
        ParseResult parsed, OpenBucket bucket, CancellationToken cancellationToken)
    {
        using var context = new CheckContext(bucket.Settings, parsed.GetValue(_changeBucket));
        IReadOnlyList<string> left = [];
        try
        {
            var report = await Screen.ShowStatusAsync("Checking the store", async show =>
            {
                var run = new ConformanceRun(context, show);
                try
                {
                    return await run.RunAsync(cancellationToken);
                }
                finally
                {
                    left = run.Left;
                }
            });
            Write(parsed, report, ConformanceJson.Default.ConformanceReport, () =>
                ConformanceView.Show(Screen, report));
            return report.IsUsable && left.Count == 0 ? ExitCode.Success : ExitCode.Failed;
        }
        finally
        {
            Screen.Errors(left.Select(one => DisplayText.Clean($"This may remain in the bucket: {one}")));
        }
    }

    private static void RequireUrl(OptionResult result)
    {
        if (!result.Tokens.All(token => Uri.TryCreate(token.Value, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.PathAndQuery == "/"))
        {
            result.AddError("--endpoint needs scheme, host and port: https://s3.example.com");
        }
    }
}
