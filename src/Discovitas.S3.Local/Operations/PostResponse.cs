using System.Net;
using Discovitas.S3.Local.Forms;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Creates the response to a form whose file was stored. The form chooses between an empty response, XML and a
/// redirect.
/// </summary>
internal static class PostResponse
{
    internal static S3Response Create(S3Exchange exchange, FormFields fields, ObjectMetadata stored)
    {
        if (Redirect(exchange, fields["success_action_redirect"] ?? fields["redirect"], stored) is { } page)
        {
            return WithHeaders(new S3Response(StatusCodes.Status303SeeOther), stored, page);
        }

        var location = Location(exchange, stored.Key);
        var response = fields["success_action_status"] switch
        {
            "201" => S3Response.FromXml(ToXml(exchange, location, stored), StatusCodes.Status201Created),
            "200" => new S3Response(),
            _ => new S3Response(StatusCodes.Status204NoContent),
        };
        return WithHeaders(response, stored, location);
    }

    private static S3Response WithHeaders(S3Response response, ObjectMetadata stored, string location)
    {
        response.Headers.ETag = stored.ETag;
        response.Headers.Location = location;
        return response;
    }

    // S3 writes this document without its namespace.
    private static XElement ToXml(S3Exchange exchange, string location, ObjectMetadata stored) => new("PostResponse",
        new XElement("Location", location),
        new XElement("Bucket", exchange.Bucket),
        new XElement("Key", stored.Key),
        new XElement("ETag", stored.ETag));

    /// <summary>
    /// Returns the object's address, in the form in which the bucket was addressed. S3 escapes the slashes of the key
    /// too.
    /// </summary>
    private static string Location(S3Exchange exchange, string key)
    {
        var bucket = exchange.Request.Path == "/" ? "" : $"/{exchange.Bucket}";
        return $"{exchange.BaseUrl}{bucket}/{PercentEncoding.Encode(key)}";
    }

    /// <summary>
    /// Returns the page to redirect to, with the stored object in its query, or <see langword="null"/> if the form has
    /// no valid address.
    /// </summary>
    private static string? Redirect(S3Exchange exchange, string? page, ObjectMetadata stored)
    {
        if (!Uri.TryCreate(page, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || page.Any(char.IsControl))
        {
            return null;
        }

        var separator = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var (key, etag) = (WebUtility.UrlEncode(stored.Key), WebUtility.UrlEncode(stored.ETag));
        return $"{page}{separator}bucket={exchange.Bucket}&key={key}&etag={etag}";
    }
}
