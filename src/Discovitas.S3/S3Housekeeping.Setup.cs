using Discovitas.S3.Setup;

namespace Discovitas.S3;

/// <content>Prepares the bucket.</content>
public partial class S3Housekeeping
{
    /// <summary>
    /// Returns what the bucket needs for the features that the app uses. Nothing is sent to the store.
    /// </summary>
    /// <param name="options">The features. The default is <see cref="SetupOptions"/> with its defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The documents.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    /// <example>
    /// <code>
    /// var options = new SetupOptions { Origins = ["https://app.example.com"] };
    /// BucketSetup setup = await s3.Housekeeping.GetSetupAsync(options, cancellationToken);
    /// await File.WriteAllTextAsync("cors.json", setup.CorsJson, cancellationToken);
    /// </code>
    /// </example>
    public virtual Task<BucketSetup> GetSetupAsync(
        SetupOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options = SetupRules.Check(options);
        return Task.FromResult(SetupDocuments.Create(Context.Settings, options));
    }

    /// <summary>
    /// Adds the lifecycle rules of <see cref="BucketSetup.LifecycleJson"/> to those of the bucket, or replaces those
    /// that an earlier call has added (S3 operations GetBucketLifecycleConfiguration and
    /// PutBucketLifecycleConfiguration). Other rules stay as they are; a second call changes nothing.
    /// </summary>
    /// <param name="options">The number of days. The default is <see cref="SetupOptions"/> with its defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the rules of the bucket were changed.</returns>
    /// <remarks>
    /// S3 replaces all rules at once. Do not change them elsewhere at the same moment: the last to write wins.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    /// <exception cref="S3StoreException">
    /// The store rejected a request or failed; or the bucket has a rule that could not be written back as it is, so
    /// that nothing was changed.
    /// </exception>
    public virtual Task<bool> ApplyLifecycleAsync(
        SetupOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = SetupRules.Check(options);
        return new LifecycleSetup(Context.Caller).ApplyAsync(
            LifecycleRules.Create(Context.Settings, options), cancellationToken);
    }

    /// <summary>
    /// Adds the CORS rule of <see cref="BucketSetup.CorsJson"/> before those of the bucket, or replaces the one that an
    /// earlier call has added (S3 operations GetBucketCors and PutBucketCors). Other rules stay as they are; a second
    /// call changes nothing.
    /// </summary>
    /// <param name="options">The options, with at least one of <see cref="SetupOptions.Origins"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the rules of the bucket were changed.</returns>
    /// <remarks>
    /// S3 uses the first rule that allows a request, and replaces all rules at once. Do not change them elsewhere at
    /// the same moment: the last to write wins.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no origin, or one is wrong; the message says which.</exception>
    /// <exception cref="S3StoreException">The store rejected a request or failed.</exception>
    public virtual Task<bool> ApplyCorsAsync(SetupOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = SetupRules.Check(options);
        return options.Origins.Count > 0
            ? new CorsSetup(Context.Caller).ApplyAsync(
                CorsRules.Create(Context.Settings, options.Origins), cancellationToken)
            : throw new ArgumentException(
                "SetupOptions.Origins is empty. Name the origins of the pages that send files to the store.",
                nameof(options));
    }
}
