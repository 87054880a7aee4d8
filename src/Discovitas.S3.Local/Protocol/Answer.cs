using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Protocol;

/// <summary>Writes answers.</summary>
internal static class Answer
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>An element in S3's namespace; content that is null is left out, as everywhere in LINQ to XML.</summary>
    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>An element that is there only if it has a value.</summary>
    public static XElement? Optional(string name, object? value) => value is null ? null : new(Namespace + name, value);

    /// <summary>What every answer of S3 has.</summary>
    public static void Sign(HttpResponse response, DateTimeOffset now)
    {
        response.Headers["x-amz-request-id"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        response.Headers.Server = "Discovitas.S3.Local";
        response.Headers.Date = HttpDate.Format(now);
    }

    public static Task XmlAsync(HttpResponse response, XElement root, int status = StatusCodes.Status200OK) => WriteAsync(response, status, root);

    public static void Empty(HttpResponse response, int status = StatusCodes.Status200OK) => response.StatusCode = status;

    public static Task ErrorAsync(HttpContext http, S3Exception error)
    {
        var response = http.Response;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            response.StatusCode = error.Error.Status;
            return Task.CompletedTask;
        }

        var root = new XElement("Error",
            new XElement("Code", error.Error.Code),
            new XElement("Message", error.Message),
            error.Details.Select(detail => new XElement(detail.Name, detail.Value)),
            new XElement("Resource", http.Request.Path.Value),
            new XElement("RequestId", response.Headers["x-amz-request-id"].ToString()));
        return WriteAsync(response, error.Error.Status, root);
    }

    /// <summary>The document as it goes over the wire.</summary>
    public static byte[] Bytes(XElement root)
    {
        using var text = new MemoryStream();

        // a key may hold control characters: S3 writes them as character references, which XML 1.0 has no room for either
        var settings = new XmlWriterSettings { Encoding = Utf8, CheckCharacters = false };
        using (var writer = XmlWriter.Create(text, settings))
        {
            root.WriteTo(writer);
        }

        return text.ToArray();
    }

    private static async Task WriteAsync(HttpResponse response, int status, XElement root)
    {
        var text = Bytes(root);
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.ContentLength = text.Length;
        await response.Body.WriteAsync(text, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
