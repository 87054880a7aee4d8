using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>One file as the body of a PUT. No page of another site can send one unasked, so that it needs no antiforgery token.</summary>
internal sealed class BodyUpload(HttpContext http, UploadGroup uploads)
{
    internal const string FileName = "fileName";

    internal async Task RunAsync()
    {
        // Decoded once, by the server; an encoded slash it leaves encoded, so that this is never a path.
        if (http.GetRouteValue(FileName) is not string name || string.IsNullOrWhiteSpace(name))
        {
            throw new RefusedException(ProblemTable.InvalidRequest, "The file's name is missing from the path.");
        }

        ContentEncoding.RequireNone(http.Request);
        var body = RequestBody.Open(http, uploads.Options.MaxFileSize);
        var type = http.Request.ContentType;
        var upload = new IncomingUpload(http, name, string.IsNullOrEmpty(type) ? UploadGroup.UnknownType : type, http.Request.ContentLength);
        var files = new RequestFiles(http, uploads);
        var answers = await files.KeepAllAsync(() => files.StoreAsync(upload, body)).ConfigureAwait(false);
        await UploadAnswer.WriteAsync(http, answers[0]).ConfigureAwait(false);
    }
}
