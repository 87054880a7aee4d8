namespace Discovitas.S3.ClientTests.Comparing;

/// <summary>The members of an answer with their paths, such as <c>result.Contents[a.txt].Size</c>.</summary>
internal static class Members
{
    // What tells the items of a list from each other, so that one more does not move all that follow.
    private static readonly string[] Names = ["Key", "key", "Prefix", "PartNumber", "partNumber", "name"];

    // S3 promises no order of these.
    private static readonly string[] Unordered = ["Deleted", "DeletedObjects", "TagSet", "Tagging"];

    internal static SortedDictionary<string, string> Of(JsonNode? answer)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(members, "", answer);
        return members;
    }

    private static void Add(SortedDictionary<string, string> members, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject inner:
                foreach (var (name, value) in inner)
                {
                    Add(members, path.Length == 0 ? name : $"{path}.{name}", value);
                }

                break;
            case JsonArray items:
                AddAll(members, path, items);
                break;
            default:
                members[path] = node?.ToString() ?? "null";
                break;
        }
    }

    private static void AddAll(SortedDictionary<string, string> members, string path, JsonArray items)
    {
        var names = items.Select((item, index) => Name(item) ?? $"{index}").ToList();
        if (!Unordered.Any(end => path.EndsWith(end, StringComparison.Ordinal)))
        {
            members[path] = string.Join(", ", names);
        }

        for (var index = 0; index < items.Count; index++)
        {
            Add(members, $"{path}[{names[index]}]", items[index]);
        }
    }

    private static string? Name(JsonNode? item) => item is JsonObject members
        ? Names.Select(name => members[name]?.ToString()).FirstOrDefault(name => name is not null)
        : null;
}
