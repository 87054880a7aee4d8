using Discovitas.S3.Shared;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// A connection string with the address, the keys and the bucket of a store. What is wrong is told by its place and
/// never repeated: any piece of the text may be one of the secret.
/// </summary>
internal sealed class StoreConnection
{
    internal const string Form = "Endpoint=…;AccessKey=…;SecretKey=…;Bucket=…;Region=…";

    private static readonly (string Part, string Setting)[] Known =
    [
        ("Endpoint", nameof(S3Settings.ServiceUrl)), ("AccessKey", nameof(S3Settings.AccessKeyId)),
        ("SecretKey", nameof(S3Settings.SecretAccessKey)), ("SessionToken", nameof(S3Settings.SessionToken)),
        ("Bucket", nameof(S3Settings.Bucket)), ("Region", nameof(S3Settings.Region)),
    ];

    private readonly string _name;
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    internal StoreConnection(string name, string text)
    {
        _name = name;
        foreach (var (place, part) in ConnectionText.Split(text).Index())
        {
            Read(part, place + 1);
        }
    }

    /// <summary>Gets a value indicating whether the text has a part that only a store's has.</summary>
    internal bool IsOfS3 => Get("Bucket") is not null
        || Get("AccessKey") is not null
        || Get("SecretKey") is not null
        || Get("Endpoint")?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Sets what the connection string has. Its keys replace inherited ones together.</summary>
    /// <exception cref="OptionsValidationException">A part is unknown or wrong; the message says which.</exception>
    internal void ApplyTo(S3Settings settings)
    {
        RequireValid();
        if (Get("AccessKey") is not null)
        {
            (settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken) =
                (Get("AccessKey"), Get("SecretKey"), Get("SessionToken"));
        }

        settings.ServiceUrl = Get("Endpoint") ?? settings.ServiceUrl;
        settings.Bucket = Get("Bucket") ?? settings.Bucket;
        settings.Region = Get("Region") ?? settings.Region;
    }

    internal static OptionsValidationException Wrong(params IEnumerable<string> problems) =>
        new(Options.DefaultName, typeof(S3Settings), problems);

    private string? Get(string part) => _values.GetValueOrDefault(part);

    private void Read(string part, int place)
    {
        var end = part.IndexOf('=', StringComparison.Ordinal);
        var name = end < 0 ? "" : part[..end].Trim();
        var value = ConnectionText.Unquote(part[(end + 1)..].Trim());
        if (end < 0)
        {
            _problems.Add($"part {place} has no '='. A value with a semicolon needs double quotes around it.");
        }
        else if (!Known.Any(known => Is(known.Part, name)))
        {
            _problems.Add(NearestName.Find(name, Known.Select(known => known.Part)) is { } meant
                ? $"part {place} is unknown. Did you mean {meant}?"
                : $"part {place} is unknown. The form is {Form}.");
        }
        else if (value.Length > 0 && !_values.TryAdd(name, value))
        {
            _problems.Add($"{Known.First(known => Is(known.Part, name)).Part} is given twice.");
        }
    }

    // The rules are those of the settings, and name the parts.
    private void RequireValid()
    {
        var alone = new S3Settings
        {
            Section = SettingNames.DefaultSection,
            Bucket = Get("Bucket") ?? "bucket",
            Region = Get("Region") ?? "us-east-1",
            ServiceUrl = Get("Endpoint"),
            AccessKeyId = Get("AccessKey"),
            SecretAccessKey = Get("SecretKey"),
            SessionToken = Get("SessionToken"),
        };
        var problems = _problems.Concat(new S3SettingsValidator().Validate(null, alone).Failures?.Select(InParts) ?? [])
            .Select(problem => $"ConnectionStrings:{_name}: {problem}")
            .ToList();
        if (problems.Count > 0)
        {
            throw Wrong(problems);
        }
    }

    private static string InParts(string problem) => Known.Aggregate(
        problem,
        (text, known) => text.Replace(
            $"{SettingNames.DefaultSection}:{known.Setting}", known.Part, StringComparison.Ordinal));

    private static bool Is(string known, string name) => known.Equals(name, StringComparison.OrdinalIgnoreCase);
}
