using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// The answers to what was signed for this server, in the store's own XML (S3 operations CreateMultipartUpload, ListParts and
/// CompleteMultipartUpload). The token in the URL is all that is asked for, as the signature is at the store.
/// </summary>
internal sealed class SignedAnswers(UploadGroup uploads, TokenSeal seal)
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // As a page of ListParts, although there is but one.
    private const string NoMore = "false";

    internal Task AnswerAsync(HttpContext http)
    {
        var text = Token(http);
        var token = seal.OpenOfAnyone(http, text);
        return token.Url is { } url
            ? WriteAsync(http, "CompleteMultipartUploadResult", ("Location", url), ("Bucket", uploads.Settings.Bucket!), ("Key", token.Key))
            : WriteAsync(http, "InitiateMultipartUploadResult", ("Bucket", uploads.Settings.Bucket!), ("Key", token.Key), ("UploadId", text));
    }

    internal async Task ListAsync(HttpContext http)
    {
        var token = seal.OpenOfAnyone(http, Token(http));
        var parts = token.UploadId is null ? throw TokenSeal.NotYours() : await uploads.S3.Direct.ListPartsAsync(token.Ticket(), http.RequestAborted).ConfigureAwait(false);
        await WriteAsync(http, writer =>
        {
            writer.WriteStartElement("ListPartsResult", Namespace);
            writer.WriteElementString("IsTruncated", NoMore);
            foreach (var part in parts)
            {
                writer.WriteStartElement("Part");
                writer.WriteElementString("PartNumber", part.Number.ToString(CultureInfo.InvariantCulture));
                writer.WriteElementString("ETag", part.ETag);
                writer.WriteElementString("Size", part.Size.ToString(CultureInfo.InvariantCulture));
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }).ConfigureAwait(false);
    }

    internal static Task Done(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static string Token(HttpContext http) => (string?)http.Request.RouteValues["token"] ?? "";

    private static Task WriteAsync(HttpContext http, string root, params (string Name, string Value)[] elements) => WriteAsync(http, writer =>
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
        using (var writer = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            write(writer);
        }

        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), http.RequestAborted).ConfigureAwait(false);
    }
}
