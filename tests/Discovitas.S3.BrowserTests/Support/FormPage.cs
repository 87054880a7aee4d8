using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A form as an app has it, and no script but the module's tag. The query says what is different.</summary>
internal static class FormPage
{
    /// <summary>Responds with what was posted, as JSON that a browser shows as it is.</summary>
    internal static IResult Posted(IFormCollection form) => Results.Text(
        JsonSerializer.Serialize(form.ToDictionary(field => field.Key, field => $"{field.Value}")));

    internal static string Html(HttpContext http, string token)
    {
        var query = http.Request.Query;
        var (action, attributes) = ($"{query["action"]}", $"{query["attributes"]}");
        var target = WebUtility.HtmlEncode(action is "" ? "/profile" : action);
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>Profile</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
            </style>
            <h1>Profile</h1>
            <form action="{{target}}" method="post" enctype="multipart/form-data">
              <input type="hidden" name="__RequestVerificationToken" value="{{token}}">
              <input type="hidden" name="returnUrl" value="/module?from=form">
              <p><label>Name <input name="name" value="Ada"></label></p>
              <p><label for="picture">Pictures</label></p>
              <input type="file" id="picture" name="picture" data-s3-upload="/uploads" {{attributes}}>
              <p><button>Save</button></p>
            </form>
            <script type="module" src="/uploads/discovitas-s3.js"></script>
            </html>
            """;
    }
}
