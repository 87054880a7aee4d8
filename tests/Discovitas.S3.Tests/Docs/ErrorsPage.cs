namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/errors.md.</summary>
internal static class ErrorsPage
{
    internal static async Task<string> UploadAsync(
        S3Service s3, FileUploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.UploadAsync(request, cancellationToken);
        }
        catch (UploadRejectedException rejection)
        {
            // The sender can do something about it, and may read the message.
            return await AskForAnotherFileAsync(rejection.Message);
        }
        catch (S3StoreException failure) when (failure.IsTransient)
        {
            // It has been retried for S3:RetryTimeout. The same call may succeed later.
            return await QueueForLaterAsync(request);
        }
    }

    internal static async Task ReadAsync(S3Service s3, string key, Stream destination)
    {
        try
        {
            await using var download = await s3.OpenReadAsync(key);
            await download.Content.CopyToAsync(destination);
        }
        catch (S3StoreException failure) when (failure.IsMissing)
        {
            Console.WriteLine("The file has been deleted.");
        }
    }

    // The app's own.
    private static Task<string> AskForAnotherFileAsync(string why) => Task.FromResult(why);

    private static Task<string> QueueForLaterAsync(FileUploadRequest request) => Task.FromResult(request.FileName);
}
