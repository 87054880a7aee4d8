using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Discovitas.S3.AspNetCore.DiagnosisPage;

/// <summary>
/// Writes the findings as a page that loads nothing and runs nothing. All texts are encoded: some contain what the
/// store has answered.
/// </summary>
internal static class DiagnosisHtml
{
    private static readonly string Style = ReadStyle();

    /// <summary>Gets the policy that allows the page its own style, and nothing else.</summary>
    internal static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    internal static string Write(Diagnosis diagnosis)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">")
            .Append("<title>Diagnosis of ").Append(Encode(diagnosis.Bucket)).Append("</title><style>").Append(Style)
            .Append("</style></head><body><main><h1>Diagnosis of ").Append(Encode(diagnosis.Bucket))
            .Append("</h1>");
        WriteSummary(page, diagnosis);
        page.Append("<table><thead><tr><th scope=\"col\">Result</th><th scope=\"col\">Looked at</th>")
            .Append("<th scope=\"col\">What it means, and what to do</th></tr></thead><tbody>");
        foreach (var finding in diagnosis.Findings)
        {
            WriteRow(page, finding);
        }

        return page.Append("</tbody></table></main></body></html>\n").ToString();
    }

    private static void WriteSummary(StringBuilder page, Diagnosis diagnosis)
    {
        page.Append("<p>").Append(Encode($"{diagnosis.At:u}")).Append(", ");
        var groups = diagnosis.Findings.GroupBy(finding => finding.Status).OrderBy(group => group.Key);
        page.AppendJoin(", ", groups.Select(Count))
            .Append(". <a href=\"\">Look again</a></p>");
        var problems = diagnosis.Findings
            .Where(finding => finding.Status is DiagnosisStatus.Failed or DiagnosisStatus.Warning)
            .OrderByDescending(finding => finding.Status)
            .ToList();
        if (problems.Count == 0)
        {
            page.Append("<p class=\"good\">Nothing is wrong.</p>");
            return;
        }

        page.Append("<ul>");
        foreach (var finding in problems)
        {
            page.Append("<li class=\"").Append(Class(finding.Status)).Append("\"><a href=\"#")
                .Append(Encode(finding.Name)).Append("\">").Append(Encode(finding.Name)).Append("</a>: ")
                .Append(Encode(finding.Meaning)).Append("</li>");
        }

        page.Append("</ul>");
    }

    private static void WriteRow(StringBuilder page, DiagnosisFinding finding)
    {
        page.Append("<tr id=\"").Append(Encode(finding.Name)).Append("\" class=\"").Append(Class(finding.Status))
            .Append("\"><td><span class=\"badge\">").Append(Name(finding.Status))
            .Append("</span></td><th scope=\"row\"><code>").Append(Encode(finding.Name)).Append("</code><small>")
            .Append(Encode(finding.LookedAt)).Append("</small></th><td><p>").Append(Encode(finding.Meaning))
            .Append("</p>");
        if (finding.Remedy is { } remedy)
        {
            // A document follows the text on lines of its own.
            var parts = remedy.Split('\n', 2);
            page.Append("<p class=\"remedy\">").Append(Encode(parts[0])).Append("</p>");
            if (parts.Length > 1)
            {
                page.Append("<pre tabindex=\"0\">").Append(Encode(parts[1])).Append("</pre>");
            }
        }

        page.Append("</td></tr>");
    }

    private static string Count(IGrouping<DiagnosisStatus, DiagnosisFinding> group) => group.Count() is var count
        && group.Key is DiagnosisStatus.Warning && count > 1 ? $"{count} warnings" : $"{count} {Name(group.Key)}";

    private static string Name(DiagnosisStatus status) => status switch
    {
        DiagnosisStatus.Ok => "ok",
        DiagnosisStatus.Warning => "warning",
        DiagnosisStatus.Failed => "failed",
        DiagnosisStatus.NotPermitted => "not permitted",
        DiagnosisStatus.NotSupported => "not supported",
        _ => "not looked at",
    };

    private static string Class(DiagnosisStatus status) => Name(status).Replace(' ', '-');

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string ReadStyle()
    {
        using var stream = typeof(DiagnosisHtml).Assembly.GetManifestResourceStream("diagnosis.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
