using System.Net.Mime;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.AspNetCore.Requests;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// Stores the body of a PUT as one file. It needs no antiforgery token, since a page of another site cannot send a PUT
/// without a CORS preflight.
/// </summary>
internal sealed class BodyUpload(HttpContext http, UploadGroup uploads)
{
    internal const string FileName = "fileName";

    internal async Task RunAsync()
    {
        // The server has decoded the path once, except for encoded slashes: this is never a path.
        if (http.GetRouteValue(FileName) is not string fileName || string.IsNullOrWhiteSpace(fileName))
        {
            throw new ProblemException(ProblemTable.InvalidRequest, "The file's name is missing from the path.");
        }

        ContentEncoding.RequireNone(http.Request);
        var body = RequestBody.Open(http, uploads.MaxFileSize);
        var type = http.Request.ContentType;
        var upload = new IncomingUpload
        {
            HttpContext = http,
            FileName = fileName,
            ContentType = string.IsNullOrEmpty(type) ? MediaTypeNames.Application.Octet : type,
            Size = http.Request.ContentLength,
        };
        var files = new RequestFiles(http, uploads);
        await using (files.ConfigureAwait(false))
        {
            await files.StoreAsync(upload, body).ConfigureAwait(false);
            var stored = await files.KeepAllAsync().ConfigureAwait(false);
            await UploadResponse.WriteCreatedAsync(http, stored[0], files.IsReplay).ConfigureAwait(false);
        }
    }
}
