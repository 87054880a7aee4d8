using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Browser;

/// <summary>Serves the script for pages, so that it always has the version of the endpoints that it calls.</summary>
internal static class BrowserEndpoint
{
    private const string Script = "discovitas-s3.js";

    internal static void Map(RouteGroupBuilder group)
    {
        var script = Read();
        var etag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(script))}\"");

        // Anyone can load it: a page loads it before its user signs in, and it contains no secret. A limit for uploads
        // must not count it, nor take the script from the page that would say so.
        group.MapMethods(Script, [HttpMethods.Get, HttpMethods.Head], http => RespondAsync(http, script, etag))
            .AllowAnonymous()
            .DisableRateLimiting();
    }

    private static Task RespondAsync(HttpContext http, byte[] script, EntityTagHeaderValue etag)
    {
        // Browsers ask every time and usually get 304, so that they never run an old script against an updated app.
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(script, "text/javascript; charset=utf-8", entityTag: etag).ExecuteAsync(http);
    }

    private static byte[] Read()
    {
        using var stream = typeof(BrowserEndpoint).Assembly.GetManifestResourceStream(Script)!;
        var script = new byte[stream.Length];
        stream.ReadExactly(script);
        return script;
    }
}
