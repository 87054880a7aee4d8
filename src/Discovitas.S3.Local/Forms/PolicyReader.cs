using System.Text.Json;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Forms;

/// <summary>
/// Reads a POST policy, which is JSON in base64. The case of fields and operators is ignored, that of the two members
/// is not.
/// </summary>
internal static class PolicyReader
{
    private const string Range = "content-length-range";
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    internal static PostPolicy Parse(string base64)
    {
        var json = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, json, out var length))
        {
            throw Invalid("invalid Base64 encoding.");
        }

        try
        {
            using var document = JsonDocument.Parse(json.AsMemory(0, length));
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is for a value of another kind, and for half of a surrogate pair.
            throw Invalid("Invalid JSON.");
        }
    }

    private static PostPolicy Read(JsonElement root)
    {
        var names = root.EnumerateObject().Select(member => member.Name);
        if (names.FirstOrDefault(name => name is not ("expiration" or "conditions")) is { } unexpected)
        {
            throw Invalid($"Unexpected: '{unexpected}'");
        }

        var expiration = root.TryGetProperty("expiration", out var time)
            ? Time(time.GetString() ?? "")
            : throw Invalid("Policy missing expiration.");
        if (!root.TryGetProperty("conditions", out var list))
        {
            throw Invalid("Policy missing conditions.");
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Invalid("Invalid 'conditions' value: must be a List.");
        }

        var conditions = new List<FieldCondition>();
        var sizes = SizeRange.Default;
        foreach (var condition in list.EnumerateArray())
        {
            if (condition.ValueKind == JsonValueKind.Array && IsRange(condition))
            {
                sizes = sizes.Intersect(Sizes(condition));
                continue;
            }

            conditions.Add(condition.ValueKind == JsonValueKind.Array ? Operation(condition) : Simple(condition));
        }

        return new PostPolicy(expiration, conditions, sizes);
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Invalid($"Invalid 'expiration' value: '{text}'");

    private static FieldCondition Simple(JsonElement condition)
    {
        if (condition.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("Invalid condition: must be a List or Object.");
        }

        if (condition.EnumerateObject().ToArray() is not [var property])
        {
            throw Invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }

        return property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null
            ? new FieldCondition(FieldCondition.Equal, "$" + property.Name, Text(property.Value))
            : throw Invalid("Invalid Simple-Condition: value must be a string.");
    }

    private static FieldCondition Operation(JsonElement condition)
    {
        var name = Name(condition);
        if (!name.Equals(FieldCondition.Equal, StringComparison.OrdinalIgnoreCase)
            && !name.Equals(FieldCondition.StartsWith, StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid($"Invalid Condition: unknown operation '{name}'.");
        }

        return condition.GetArrayLength() == 3
            ? new FieldCondition(name, Text(condition[1]), Text(condition[2]))
            : throw Invalid($"Invalid {name}: wrong number of arguments.");
    }

    private static bool IsRange(JsonElement condition) =>
        Name(condition).Equals(Range, StringComparison.OrdinalIgnoreCase);

    private static SizeRange Sizes(JsonElement condition)
    {
        if (condition.GetArrayLength() != 3)
        {
            throw Invalid($"Invalid {Range}: wrong number of arguments.");
        }

        return Size(condition[1]) is { } least && Size(condition[2]) is { } most
            ? new SizeRange(least, most)
            : throw PostPolicy.Failed(
                $"Policy Condition failed: [{string.Join(", ", condition.EnumerateArray().Select(Quote))}]");
    }

    /// <summary>
    /// Returns a size, which is an integer without a sign or, as S3 accepts it too, a string with one. Returns
    /// <see langword="null"/> for any other string.
    /// </summary>
    private static long? Size(JsonElement size)
    {
        if (size.ValueKind == JsonValueKind.String)
        {
            var text = size.GetString();
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        return size.TryGetInt64(out var value) && value >= 0 ? value : throw Invalid("Invalid JSON.");
    }

    private static string Quote(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? FieldCondition.Quote(Text(value)) : value.GetRawText();

    private static string Name(JsonElement condition) =>
        condition.GetArrayLength() > 0
            ? Text(condition[0])
            : throw Invalid("Invalid Condition: missing operation identifier.");

    private static string Text(JsonElement value) => value.GetString() ?? throw Invalid("Invalid JSON.");

    private static S3Exception Invalid(string reason) =>
        new(S3Error.InvalidPolicyDocument, $"Invalid Policy: {reason}");
}
