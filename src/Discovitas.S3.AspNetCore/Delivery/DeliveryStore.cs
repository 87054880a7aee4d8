using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Delivery;

/// <summary>Finds the store and the file of a request.</summary>
internal static class DeliveryStore
{
    /// <exception cref="InvalidOperationException">There is no such store.</exception>
    internal static S3Service Get(IServiceProvider services, string? store) =>
        string.IsNullOrEmpty(store)
            ? services.GetService<S3Service>() ?? throw new InvalidOperationException(
                "Delivering a file needs the upload service: call services.AddS3Uploads() before the app is built.")
            : services.GetKeyedService<S3Service>(store) ?? throw new InvalidOperationException(
                $"Delivering a file uses the store \"{store}\", which does not exist: call "
                + $"services.AddS3Uploads(\"{store}\") before the app is built, or correct the store's name.");

    /// <summary>Returns the argument if it is a file of the store. It may come from a request.</summary>
    /// <exception cref="ProblemException">It is not.</exception>
    internal static string RequireKey(S3Service s3, string keyOrUrl)
    {
        try
        {
            s3.GetPublicUrl(keyOrUrl);
            return keyOrUrl;
        }
        catch (ArgumentException unknown)
        {
            throw NotFound(unknown);
        }
    }

    internal static ProblemException NotFound(Exception? reason = null) =>
        new(ProblemTable.FileNotFound, "There is no such file, or you may not read it.", reason);
}
