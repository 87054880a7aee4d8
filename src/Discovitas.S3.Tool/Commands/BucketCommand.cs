using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Discovitas.S3.Tool.Buckets;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>A command on the bucket, whose report is shown to a person or written as JSON.</summary>
internal abstract class BucketCommand : Command
{
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Writes JSON to standard output, for scripts; messages go to standard error.",
    };

    protected BucketCommand(string name, string description, Screen screen)
        : base(name, description)
    {
        Screen = screen;
        SetAction((parsed, _) => BucketRun.RunAsync(
            screen, ReadSettings(parsed), (bucket, token) => RunAsync(parsed, bucket, token)));
    }

    protected Screen Screen { get; }

    /// <summary>Does the work.</summary>
    /// <param name="parsed">The arguments and options.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="cancellationToken">Is cancelled by Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, OpenBucket bucket, CancellationToken cancellationToken);

    /// <summary>Returns what the command line says about the bucket, by the names of the settings.</summary>
    protected virtual IReadOnlyDictionary<string, string?> ReadSettings(ParseResult parsed) =>
        new Dictionary<string, string?>();

    /// <summary>Adds the options of the command, and after them those of all.</summary>
    protected void AddOptions(params Option[] options)
    {
        foreach (var option in options.Append(_json))
        {
            Options.Add(option);
        }
    }

    /// <summary>Writes the report as JSON if the command line says so, or else shows it.</summary>
    protected void Write<T>(ParseResult parsed, T report, JsonTypeInfo<T> json, Action show)
    {
        if (parsed.GetValue(_json))
        {
            Screen.Line(JsonSerializer.Serialize(report, json));
        }
        else
        {
            show();
        }
    }
}
