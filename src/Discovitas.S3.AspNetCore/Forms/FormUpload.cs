using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>A form with files, each streamed to the store as it comes in. The form ends well, or nothing of it stays.</summary>
internal sealed class FormUpload(HttpContext http, UploadGroup uploads)
{
    // For the fields and for the headers of the parts.
    private const long Margin = 1024 * 1024;

    private readonly RequestFiles _files = new(http, uploads);
    private readonly FormFields _fields = new(uploads.Metadata);

    internal async Task RunAsync()
    {
        var parts = FormParts.Open(http.Request, RequestBody.Open(http, MaxBytes(uploads.Options)));
        var answers = await _files.KeepAllAsync(() => StoreAllAsync(parts)).ConfigureAwait(false);
        await UploadAnswer.WriteAsync(http, answers).ConfigureAwait(false);
    }

    private static long MaxBytes(S3UploadOptions options) =>
        options.MaxFileSize > (long.MaxValue - Margin) / options.MaxFiles ? long.MaxValue : (options.MaxFileSize * options.MaxFiles) + Margin;

    private async Task StoreAllAsync(FormParts parts)
    {
        while (await parts.NextAsync(http.RequestAborted).ConfigureAwait(false) is { } part)
        {
            if (part.Disposition.FileName is null)
            {
                await _fields.AddAsync(part, isAfterFile: _files.Count > 0, http.RequestAborted).ConfigureAwait(false);
            }
            else if (await part.IsEmptyInputAsync(http.RequestAborted).ConfigureAwait(false))
            {
                _fields.Count();
            }
            else
            {
                await StoreAsync(part).ConfigureAwait(false);
            }
        }

        if (_files.Count == 0)
        {
            throw new RefusedException(ProblemTable.MissingFile, "The form has no file. Send at least one part with a file name.");
        }
    }

    private async Task StoreAsync(FormPart part)
    {
        if (_files.Count == 0)
        {
            await FormAntiforgery.RequireAsync(http, _fields).ConfigureAwait(false);
        }

        var limit = uploads.Options.MaxFiles;
        if (_files.Count == limit)
        {
            throw new RefusedException(ProblemTable.TooManyFiles, $"At most {limit} file(s) may come in one form, and there are more.") { Limit = $"{limit}", Found = "more" };
        }

        var upload = new IncomingUpload(http, part.Disposition.FileName!, part.ContentType, size: null);
        await _files.StoreAsync(upload, part.Bytes, _fields.Metadata).ConfigureAwait(false);
    }
}
