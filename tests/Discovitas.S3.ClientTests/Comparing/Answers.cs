using System.Text.RegularExpressions;

namespace Discovitas.S3.ClientTests.Comparing;

/// <summary>
/// What a client got in each step, without what is another in each run: dates, ids, the bucket's name.
/// </summary>
internal sealed partial class Answers
{
    private static readonly string[] Ids =
    [
        "UploadId",
        "RequestId",
        "HostId",
        "Id",
        "ID",
        "NextUploadIdMarker",
        "ContinuationToken",
        "NextContinuationToken",
        "NextToken",
        "CanonicalUser",
    ];

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Answers(IReadOnlyList<JsonObject> steps) => Steps = steps;

    internal IReadOnlyList<JsonObject> Steps { get; }

    /// <summary>Parses lines of JSON.</summary>
    internal static Answers Parse(string lines, Endpoint? endpoint = null)
    {
        if (endpoint is not null)
        {
            var address = new Uri(endpoint.Url);
            lines = lines.Replace(endpoint.Bucket, "{bucket}", StringComparison.Ordinal)
                .Replace(endpoint.Url, "{endpoint}", StringComparison.Ordinal)
                .Replace(address.Authority, "{host}", StringComparison.Ordinal);
        }

        var steps = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);
        return new Answers([.. steps.Select(step => (JsonObject)Plain(step, "")!)]);
    }

    /// <summary>Returns the lines, as the folder Expected has them.</summary>
    internal string Format() =>
        string.Concat(Steps.Select(step => step.ToJsonString(Options) + "\n"));

    private static JsonNode? Plain(JsonNode? node, string name) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Value is not null)
            .OrderBy(member => member.Key == "step" ? "" : member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Plain(member.Value, member.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => Plain(item, ""))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Plain(text, name),
        _ => node?.DeepClone(),
    };

    private static string Plain(string text, string name) =>
        text.Length > 0 && Ids.Contains(name, StringComparer.Ordinal) ? "{id}" : Date().Replace(text, "{date}");

    [GeneratedRegex(
        @"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex Date();
}
