using System.Globalization;
using System.Text;
using System.Xml;
using Discovitas.S3.AspNetCore.Groups;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Responds to the requests that <see cref="SignEndpoint"/> signed for this server, in S3's own XML (operations
/// CreateMultipartUpload, ListParts and CompleteMultipartUpload). They need only the token in the URL, just as the
/// store needs only the signature.
/// </summary>
internal sealed class SignedEndpoints(UploadGroup uploads, TokenProtector tokens)
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // ListParts returns pages, but here all parts are in one page.
    private const string IsTruncated = "false";

    internal Task PostAsync(HttpContext http)
    {
        var text = GetText(http);
        var token = tokens.UnprotectForAnyone(http, text);
        var bucket = uploads.Settings.Bucket!;
        return token.Url is { } url
            ? WriteAsync(
                http, "CompleteMultipartUploadResult", ("Location", url), ("Bucket", bucket), ("Key", token.Key))
            : WriteAsync(
                http, "InitiateMultipartUploadResult", ("Bucket", bucket), ("Key", token.Key), ("UploadId", text));
    }

    internal async Task ListAsync(HttpContext http)
    {
        var token = tokens.UnprotectForAnyone(http, GetText(http));
        var parts = token.UploadId is not null
            ? await uploads.S3.Direct.ListPartsAsync(token.ToTicket(), http.RequestAborted).ConfigureAwait(false)
            : throw TokenProtector.NotYours();
        await WriteAsync(http, writer =>
        {
            writer.WriteStartElement("ListPartsResult", Namespace);
            writer.WriteElementString("IsTruncated", IsTruncated);
            foreach (var part in parts)
            {
                writer.WriteStartElement("Part");
                writer.WriteElementString("PartNumber", part.Number.ToString(CultureInfo.InvariantCulture));
                writer.WriteElementString("ETag", part.ETag);
                writer.WriteElementString("Size", part.Size?.ToString(CultureInfo.InvariantCulture));
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }).ConfigureAwait(false);
    }

    // The upload was aborted when the request was signed.
    internal static Task DeleteAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static string GetText(HttpContext http) => (string?)http.Request.RouteValues["token"] ?? "";

    private static Task WriteAsync(HttpContext http, string root, params (string Name, string Value)[] elements) =>
        WriteAsync(http, writer =>
        {
            writer.WriteStartElement(root, Namespace);
            foreach (var (name, value) in elements)
            {
                writer.WriteElementString(name, value);
            }

            writer.WriteEndElement();
        });

    private static async Task WriteAsync(HttpContext http, Action<XmlWriter> write)
    {
        using var body = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (var writer = XmlWriter.Create(body, settings))
        {
            write(writer);
        }

        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = body.Length;
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }
}
