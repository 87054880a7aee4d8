using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Discovitas.S3.Tool.Conformance;

/// <summary>Writes the settings that suit a store.</summary>
internal static class SettingsText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes section <c>S3</c> of an <c>appsettings.json</c>, without credentials.</summary>
    internal static string Write(ConformanceReport report)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("S3");
            if (report.Endpoint is { } endpoint)
            {
                json.WriteString("ServiceUrl", endpoint);
            }

            json.WriteString("Bucket", report.Bucket);
            if (report.Region is { } region)
            {
                json.WriteString("Region", region);
            }

            foreach (var (name, value) in report.Settings.Where(setting => setting.Value is not null))
            {
                json.WriteBoolean(name, value == "true");
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
