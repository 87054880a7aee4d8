using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Uploads;

/// <summary>Uploads files one after the other, and reads each back.</summary>
internal sealed class FileUploads(S3Service s3, ReadBack readBack, Screen screen)
{
    /// <summary>Uploads every file, also after one has failed.</summary>
    /// <returns>The number of files that are stored and verified.</returns>
    internal async Task<int> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var done = 0;
        for (var tried = 0; tried < paths.Count; tried++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                screen.Error($"Not uploaded: {string.Join(", ", paths.Skip(tried).Select(DisplayText.Clean))}.");
                break;
            }

            done += await TryAsync(paths[tried], cancellationToken) ? 1 : 0;
            screen.Line();
        }

        return done;
    }

    private async Task<bool> TryAsync(string path, CancellationToken cancellationToken)
    {
        var name = DisplayText.Clean(path);
        var isStored = false;
        try
        {
            var stored = await UploadAsync(path, cancellationToken);
            isStored = true;
            screen.Sentence($"{name} ({stored.ContentType}, {DisplayText.Size(stored.Size)})");
            screen.Line(stored.Url);
            screen.Sentence(await readBack.CompareAsync(path, stored.Url, cancellationToken));
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var state = isStored ? "Cancelled while reading it back; it is stored." : "Cancelled; nothing is stored.";
            screen.Error($"{name}: {state}");
        }
        catch (Exception failure)
        {
            var remark = isStored ? "Stored, but not verified. " : "";
            screen.Errors(ErrorText.From(failure).Select(sentence => $"{name}: {remark}{sentence}"));
        }

        return false;
    }

    // This is all that an app does. UploadAsync does the same and returns only the URL.
    private async Task<StoredFile> UploadAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        var file = new FileUploadRequest(name, ContentTypes.Get(name), UploadContent.FromFile(path));
        return await screen.ShowTransferAsync(
            $"↑ {name}", progress => s3.StoreAsync(file with { Progress = progress }, cancellationToken));
    }
}
