using System.Text.Encodings.Web;
using System.Text.Json;

namespace Discovitas.S3.Local.Forms;

/// <summary>A condition of a policy: the value of a field, or its start.</summary>
/// <param name="Operator"><c>eq</c> or <c>starts-with</c>; case is ignored.</param>
/// <param name="Operand">The name of the field, after a dollar sign.</param>
/// <param name="Value">The value of the field, or its start.</param>
internal sealed record FieldCondition(string Operator, string Operand, string Value)
{
    internal const string Equal = "eq";
    internal const string StartsWith = "starts-with";

    /// <summary>Gets the condition as S3 writes it in messages.</summary>
    internal string Text => $"[{Quote(Operator)}, {Quote(Operand)}, {Quote(Value)}]";

    internal bool IsOn(string field) =>
        Operand.StartsWith('$') && Operand.AsSpan(1).Equals(field, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a field meets the condition. A missing field meets none.</summary>
    internal bool Holds(string? actual)
    {
        if (actual is null || Operator.Equals(Equal, StringComparison.OrdinalIgnoreCase))
        {
            return actual == Value;
        }

        // Each type in a list has to meet the condition.
        var values = IsOn("Content-Type") ? actual.Split(',', StringSplitOptions.TrimEntries) : [actual];
        return Array.TrueForAll(values, one => one.StartsWith(Value, StringComparison.Ordinal));
    }

    internal static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
