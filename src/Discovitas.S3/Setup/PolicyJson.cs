using System.Text.Json;

namespace Discovitas.S3.Setup;

/// <summary>Writes policies (IAM User Guide, "Grammar of the IAM JSON policy language").</summary>
internal static class PolicyJson
{
    internal static string Write(IEnumerable<PolicyStatement> statements) => JsonText.Write(json =>
    {
        json.WriteString("Version", "2012-10-17");
        json.WriteStartArray("Statement");
        foreach (var statement in statements)
        {
            Write(json, statement);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, PolicyStatement statement)
    {
        json.WriteStartObject();
        json.WriteString("Sid", statement.Id);
        json.WriteString("Effect", "Allow");
        if (statement.IsForAnyone)
        {
            json.WriteString("Principal", "*");
        }

        json.WriteTexts("Action", statement.Actions);
        json.WriteTexts("Resource", statement.Resources);
        json.WriteEndObject();
    }
}
