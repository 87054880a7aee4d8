using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Browser;

/// <summary>The script that a page uploads with, of the same version as the endpoints that it talks to.</summary>
internal static class BrowserEndpoint
{
    private const string Script = "discovitas-s3.js";

    internal static void Map(RouteGroupBuilder group)
    {
        var script = Read();
        var etag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(script))}\"");

        // For anyone, since a page loads it before somebody signs in, and nothing in it is secret.
        group.MapMethods(Script, [HttpMethods.Get, HttpMethods.Head], http => AnswerAsync(http, script, etag)).AllowAnonymous();
    }

    private static Task AnswerAsync(HttpContext http, byte[] script, EntityTagHeaderValue etag)
    {
        // Asked for each time, and answered 304 as a rule: an app that is updated must not meet the script of before.
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
