namespace Discovitas.S3;

/// <summary>
/// Inspects files before they are kept, for instance for malware. An inspector that
/// <see cref="S3UploadsBuilder.AddInspector{T}"/> adds sees every file of its store, however it was uploaded. A file is
/// kept only if all inspectors agree.
/// </summary>
public interface IUploadInspector
{
    /// <summary>
    /// Inspects a file. An exception means that the file could not be inspected: the file is not kept, and the caller
    /// gets an <see cref="UploadInspectionException"/>, after which the same upload can be tried again. Only an
    /// <see cref="UploadRejectedException"/> is passed on as it is.
    /// </summary>
    /// <param name="file">The file as it is stored, still pending.</param>
    /// <param name="cancellationToken">
    /// Cancelled if the client disconnects, or after <see cref="S3Settings.InspectionTimeout"/>. The upload does not
    /// wait for an inspector that ignores it.
    /// </param>
    /// <returns>The rejection; <see langword="null"/> if this inspector has no objection.</returns>
    /// <example>
    /// <code>
    /// public async Task&lt;UploadInspectionRejection?&gt; InspectAsync(InspectedFile file, CancellationToken token)
    /// {
    ///     await using var stream = await file.OpenReadAsync(token);
    ///     return await IsEncryptedAsync(stream, token)
    ///         ? new UploadInspectionRejection("The archive is encrypted. Send it without a password.")
    ///         : null;
    /// }
    /// </code>
    /// </example>
    public Task<UploadInspectionRejection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken);
}
