using Discovitas.S3.Variants;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3;

/// <content>Variants of the store's files.</content>
public sealed partial class S3UploadsBuilder
{
    /// <summary>
    /// Passes every file of this store to a function once it is kept, however it was uploaded: for instance to store
    /// variants beside it. The function is called before the app accepts the file (<c>AfterUpload</c>,
    /// <see cref="S3DirectUploads.AcceptAsync"/>), and as often. If it throws, the file and its variants are removed,
    /// and the upload fails with that exception. What it does adds to the time of the upload.
    /// </summary>
    /// <param name="onKept">
    /// The function. It must be thread-safe. Its token is never cancelled, so that a client that disconnects does not
    /// interrupt it. In the normal course it is called once for each file; only if a process stops in the middle, or
    /// takes more than a minute, it may be called again for the same file, and then replaces its variants.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <example>
    /// <code>
    /// services.AddS3Uploads().OnKept(async (file, cancellationToken) =>
    /// {
    ///     byte[] preview = await renderer.RenderAsync(file, cancellationToken);
    ///     await file.StoreVariantAsync(
    ///         new FileVariantRequest("preview.webp", "image/webp", preview), cancellationToken);
    /// });
    /// </code>
    /// </example>
    public S3UploadsBuilder OnKept(Func<KeptFile, CancellationToken, Task> onKept)
    {
        ArgumentNullException.ThrowIfNull(onKept);
        return OnKept(_ => onKept);
    }

    /// <summary>Does the same with a function that depends on the app's services.</summary>
    /// <param name="create">Returns the function, or null for none. Called once.</param>
    /// <returns>The same builder.</returns>
    public S3UploadsBuilder OnKept(Func<IServiceProvider, Func<KeptFile, CancellationToken, Task>?> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, new KeptHookSource(create));
        return this;
    }

    /// <summary>
    /// Has <see cref="S3Service.DeleteAsync(string, CancellationToken)"/> look for variants of each file, and delete
    /// them with it, which costs one more request (S3 operation ListObjectsV2). A store with a function
    /// (<see cref="OnKept(Func{KeptFile, CancellationToken, Task})"/>) does so anyway.
    /// </summary>
    /// <returns>The same builder.</returns>
    public S3UploadsBuilder UseVariants()
    {
        Services.AddKeyedSingleton(Name, new KeptHookSource(_ => null, UsesVariants: true));
        return this;
    }
}
