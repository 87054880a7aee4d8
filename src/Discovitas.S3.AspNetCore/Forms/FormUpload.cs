using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.AspNetCore.Requests;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// Stores the files of a form, each streamed to the store while it is received. All are stored before the app accepts
/// the first.
/// </summary>
internal sealed class FormUpload(HttpContext http, UploadGroup uploads)
{
    // For the fields, and for the headers of the parts.
    private const long Margin = 1024 * 1024;

    internal async Task RunAsync()
    {
        ReturnUrl.Set(http, http.Request.Query[ReturnUrl.Name]);
        var form = FormReader.Open(http.Request, RequestBody.Open(http, MaxBytes));
        var fields = new FormFields(uploads.AllowedMetadata);
        var files = new RequestFiles(http, uploads);
        await using (files.ConfigureAwait(false))
        {
            while (await form.ReadPartAsync(http.RequestAborted).ConfigureAwait(false) is { } part)
            {
                if (part.Disposition.FileName is not { } fileName)
                {
                    var isAfterFile = files.Count > 0;
                    await fields.AddAsync(part, isAfterFile, http.RequestAborted).ConfigureAwait(false);
                }
                else if (await part.IsEmptyInputAsync(http.RequestAborted).ConfigureAwait(false))
                {
                    fields.Count();
                }
                else
                {
                    await RequireAllowedAsync(files.Count, fields).ConfigureAwait(false);
                    var upload = new IncomingUpload
                    {
                        HttpContext = http,
                        FileName = fileName,
                        ContentType = part.ContentType,
                    };
                    await files.StoreAsync(upload, part.Content, fields.Metadata).ConfigureAwait(false);
                }
            }

            ReturnUrl.Set(http, fields.Get(ReturnUrl.Name));
            RequireAny(files.Count);
            var stored = await files.KeepAllAsync().ConfigureAwait(false);
            await RespondAsync(stored, files.IsReplay).ConfigureAwait(false);
        }
    }

    private long MaxBytes => uploads.MaxFileSize > (long.MaxValue - Margin) / uploads.Options.MaxFiles
        ? long.MaxValue
        : (uploads.MaxFileSize * uploads.Options.MaxFiles) + Margin;

    private Task RespondAsync(IReadOnlyList<UploadResponse> stored, bool isReplay)
    {
        if (ReturnUrl.Get(http) is not { } page)
        {
            return UploadResponse.WriteCreatedAsync(http, stored, isReplay);
        }

        page.RedirectStored(http, stored.Select(file => file.Key));
        return Task.CompletedTask;
    }

    // A token is valid for the whole form, and must precede its first file. The page should precede it too, so that it
    // is known if the file is rejected.
    private async Task RequireAllowedAsync(int filesBefore, FormFields fields)
    {
        if (filesBefore == 0)
        {
            ReturnUrl.Set(http, fields.Get(ReturnUrl.Name));
            await FormAntiforgery.RequireAsync(http, fields).ConfigureAwait(false);
        }

        var limit = uploads.Options.MaxFiles;
        if (filesBefore == limit)
        {
            var detail = $"One form can have at most {limit} file(s), and there are more.";
            throw new ProblemException(ProblemTable.TooManyFiles, detail) { Limit = $"{limit}", Found = "more" };
        }
    }

    private static void RequireAny(int files)
    {
        if (files == 0)
        {
            const string Detail = "The form has no file. Send at least one part with a file name.";
            throw new ProblemException(ProblemTable.MissingFile, Detail);
        }
    }
}
