using System.Net;
using System.Xml.Linq;
using Discovitas.S3.Local.Forms;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

/// <summary>The answer to a form whose file was stored: what the form asks for, which is nothing, XML, or another page.</summary>
internal static class PostAnswer
{
    public static Task WriteAsync(S3Exchange exchange, FormFields fields, ObjectMetadata stored)
    {
        var response = exchange.Response;
        response.Headers.ETag = stored.ETag;
        if (Redirection(exchange, fields["success_action_redirect"] ?? fields["redirect"], stored) is { } page)
        {
            response.Headers.Location = page;
            Answer.Empty(response, StatusCodes.Status303SeeOther);
            return Task.CompletedTask;
        }

        var location = Location(exchange, stored.Key);
        response.Headers.Location = location;
        if (fields["success_action_status"] == "201")
        {
            return Answer.XmlAsync(response, Xml(exchange, location, stored), StatusCodes.Status201Created);
        }

        Answer.Empty(response, fields["success_action_status"] == "200" ? StatusCodes.Status200OK : StatusCodes.Status204NoContent);
        return Task.CompletedTask;
    }

    // S3 writes this one document without its namespace
    private static XElement Xml(S3Exchange exchange, string location, ObjectMetadata stored) => new("PostResponse",
        new XElement("Location", location),
        new XElement("Bucket", exchange.Bucket),
        new XElement("Key", stored.Key),
        new XElement("ETag", stored.ETag));

    /// <summary>The object's address, of the kind that the form was sent to; S3 escapes the key's slashes too.</summary>
    private static string Location(S3Exchange exchange, string key)
    {
        var bucket = exchange.Request.Path == "/" ? "" : $"/{exchange.Bucket}";
        return $"{exchange.BaseUrl}{bucket}/{PercentEncoding.Encode(key)}";
    }

    /// <summary>The page to go to, with what was stored in its query; null where none is asked for, or what is asked for is no address.</summary>
    private static string? Redirection(S3Exchange exchange, string? page, ObjectMetadata stored)
    {
        if (!Uri.TryCreate(page, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || page.Any(char.IsControl))
        {
            return null;
        }

        var separator = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{page}{separator}bucket={exchange.Bucket}&key={WebUtility.UrlEncode(stored.Key)}&etag={WebUtility.UrlEncode(stored.ETag)}";
    }
}
