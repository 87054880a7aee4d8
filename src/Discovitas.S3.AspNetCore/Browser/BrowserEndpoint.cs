using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Browser;

/// <summary>
/// Serves the script for pages and its types, so that they always have the version of the endpoints that the script
/// calls.
/// </summary>
internal static class BrowserEndpoint
{
    private const string Script = "discovitas-s3.js";
    private const string Types = "discovitas-s3.d.ts";

    internal static void Map(RouteGroupBuilder group)
    {
        Map(group, Script, "text/javascript; charset=utf-8");

        // TypeScript has no registered media type; browsers show this one.
        Map(group, Types, "text/plain; charset=utf-8");
    }

    private static void Map(RouteGroupBuilder group, string name, string type)
    {
        var content = Read(name);
        var etag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(content))}\"");

        // Anyone can load it: a page loads it before its user signs in, and it contains no secret. A limit for uploads
        // must not count it, nor take the script from the page that would say so.
        group.MapMethods(name, [HttpMethods.Get, HttpMethods.Head], RespondAsync)
            .AllowAnonymous()
            .DisableRateLimiting();

        Task RespondAsync(HttpContext http)
        {
            // Browsers ask every time and usually get 304, so that they never run an old script against an updated app.
            http.Response.Headers.CacheControl = "no-cache";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return TypedResults.Bytes(content, type, entityTag: etag).ExecuteAsync(http);
        }
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(BrowserEndpoint).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
