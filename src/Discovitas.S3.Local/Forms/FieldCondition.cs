using System.Text.Encodings.Web;
using System.Text.Json;

namespace Discovitas.S3.Local.Forms;

/// <summary>What a policy demands of a field, exactly or as its beginning.</summary>
/// <param name="Operator"><c>eq</c> or <c>starts-with</c>, in any case.</param>
/// <param name="Operand">The field's name after a dollar sign.</param>
/// <param name="Value">What the field must be, or begin with.</param>
internal sealed record FieldCondition(string Operator, string Operand, string Value)
{
    public const string Equal = "eq";
    public const string StartsWith = "starts-with";

    /// <summary>As S3 writes it in its message, whichever of its two forms the policy has it in.</summary>
    public string Text => $"[{Quoted(Operator)}, {Quoted(Operand)}, {Quoted(Value)}]";

    public bool IsOn(string field) => Operand.StartsWith('$') && Operand.AsSpan(1).Equals(field, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the field fulfils it; one that is not there fulfils none.</summary>
    public bool Holds(string? actual)
    {
        if (actual is null || Operator.Equals(Equal, StringComparison.OrdinalIgnoreCase))
        {
            return actual == Value;
        }

        // a list of types passes only if each of them does
        var values = IsOn("Content-Type") ? actual.Split(',', StringSplitOptions.TrimEntries) : [actual];
        return Array.TrueForAll(values, one => one.StartsWith(Value, StringComparison.Ordinal));
    }

    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
