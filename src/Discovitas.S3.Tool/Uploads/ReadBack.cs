using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Uploads;

/// <summary>Reads an uploaded file by its public URL and compares it with the file on disk.</summary>
internal sealed class ReadBack(S3Service s3, Screen screen)
{
    private const int PieceSize = 128 * 1024;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Compares both files byte by byte.</summary>
    /// <returns>A sentence that says how the file was read, and that it is identical.</returns>
    /// <exception cref="IOException">The files differ.</exception>
    internal async Task<string> CompareAsync(string path, string url, CancellationToken cancellationToken)
    {
        await using var local = File.OpenRead(path);
        var how = await screen.ShowTransferAsync($"↓ {Path.GetFileName(path)}", async progress =>
        {
            var (how, stored) = await OpenAsync(url, cancellationToken);
            await using (stored)
            {
                await RequireSameAsync(local, stored, progress, cancellationToken);
            }

            return how;
        });
        return $"{how}: identical, {DisplayText.Count(local.Length)} {(local.Length == 1 ? "byte" : "bytes")}.";
    }

    private async Task<(string How, Stream Stored)> OpenAsync(string url, CancellationToken cancellationToken)
    {
        string obstacle;
        try
        {
            var response = await Http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return ("Read back from this URL", await response.Content.ReadAsStreamAsync(cancellationToken));
            }

            obstacle = $"{(int)response.StatusCode} {response.ReasonPhrase}";
            response.Dispose();
        }
        catch (Exception failure)
            when (failure is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            obstacle = failure.Message.TrimEnd('.');
        }

        var how = DisplayText.Clean($"This URL is not public ({obstacle}); read back with the credentials instead");
        return (how, (await s3.OpenReadAsync(url, cancellationToken: cancellationToken)).Content);
    }

    private static async Task RequireSameAsync(
        Stream local, Stream stored, IProgress<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        var (ours, theirs) = (new byte[PieceSize], new byte[PieceSize]);
        long position = 0;
        int wanted, got;
        do
        {
            wanted = await local.ReadAtLeastAsync(ours, PieceSize, throwOnEndOfStream: false, cancellationToken);
            got = await stored.ReadAtLeastAsync(theirs, PieceSize, throwOnEndOfStream: false, cancellationToken);
            var same = ours.AsSpan(0, wanted).CommonPrefixLength(theirs.AsSpan(0, got));
            position += same;
            progress?.Report(new UploadProgress { BytesSent = position, TotalBytes = local.Length });
            if (same < Math.Max(wanted, got))
            {
                throw new IOException($"The stored file differs from the file on disk at byte {position}.");
            }
        }
        while (got == PieceSize);
    }
}
