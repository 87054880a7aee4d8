using System.Globalization;
using System.Text.Json;

namespace Discovitas.S3.Tool.Serve;

/// <summary>The fields of a rule. Each is read once; one that is left is a mistake.</summary>
internal sealed class FaultFields
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    internal FaultFields(JsonElement rule)
    {
        if (rule.ValueKind is not JsonValueKind.Object)
        {
            throw new FormatException("it must be an object: { \"fault\": \"Reset\" }.");
        }

        foreach (var field in rule.EnumerateObject())
        {
            if (!_left.TryAdd(field.Name, field.Value))
            {
                throw new FormatException($"\"{field.Name}\" is there twice.");
            }
        }
    }

    /// <summary>Returns a text, or a number as text; null if the rule has no such field.</summary>
    internal string? Text(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new FormatException($"\"{name}\" must be a text that is not empty."),
    };

    internal string Required(string name, string example) => Text(name) ?? throw new FormatException(
        $"\"{name}\" is missing, for example \"{name}\": {example}.");

    internal double Number(string name, string example, (double Min, double Max) range)
    {
        if (Take(name) is not { ValueKind: JsonValueKind.Number } number)
        {
            throw new FormatException($"\"{name}\" must be a number, for example \"{name}\": {example}.");
        }

        var value = number.GetDouble();
        return value >= range.Min && value <= range.Max ? value : throw new FormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"\"{name}\" is {number.GetRawText()}; it must be from {range.Min:0} to {range.Max:0}."));
    }

    internal bool Flag(string name) => Take(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw new FormatException($"\"{name}\" must be true or false."),
    };

    internal void RequireNoOther()
    {
        if (_left.Count > 0)
        {
            throw new FormatException(
                $"\"{_left.Keys.First()}\" does not belong here. This rule can have: {string.Join(", ", _known)}.");
        }
    }

    private JsonElement? Take(string name)
    {
        _known.Add(name);
        return _left.Remove(name, out var value) ? value : null;
    }
}
