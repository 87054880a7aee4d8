namespace Discovitas.S3;

/// <summary>
/// Represents the features that an app uses, as far as its bucket must be prepared for them. The defaults suit an app
/// that uploads through the server and shows files by their public URL.
/// </summary>
public sealed record SetupOptions
{
    /// <summary>
    /// Gets the origins of the pages that send files directly to the store, for instance
    /// <c>https://app.example.com</c>: scheme, host and a port that is not the default. A host may contain one
    /// <c>*</c>; <c>*</c> alone allows every page.
    /// </summary>
    /// <value>The default is empty: no page sends files directly to the store.</value>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Gets a value indicating whether anyone may read a file that is kept by its public URL.</summary>
    /// <value>The default is true.</value>
    public bool PublicUrls { get; init; } = true;

    /// <summary>Gets a value indicating whether the app gives files tags.</summary>
    /// <value>The default is false.</value>
    public bool Tags { get; init; }

    /// <summary>
    /// Gets a value indicating whether the app itself calls <see cref="S3Housekeeping.ApplyLifecycleAsync"/> and
    /// <see cref="S3Housekeeping.ApplyCorsAsync"/>, which need further rights.
    /// </summary>
    /// <value>The default is false.</value>
    public bool AppliesSetup { get; init; }

    /// <summary>
    /// Gets a value indicating whether the app itself calls <see cref="S3Service.DiagnoseAsync"/>, which needs further
    /// rights to look at everything.
    /// </summary>
    /// <value>The default is false.</value>
    public bool Diagnoses { get; init; }

    /// <summary>
    /// Gets the number of days after which a pending file that nobody keeps expires. S3 rounds up to the next midnight
    /// UTC.
    /// </summary>
    /// <value>
    /// The default is 2. The value must be at least 1, and longer than a client may take to complete a direct upload.
    /// </value>
    public int PendingDays { get; init; } = 2;

    /// <summary>
    /// Gets the number of days after which a multipart upload that nobody completes is aborted. S3 rounds up to the
    /// next midnight UTC.
    /// </summary>
    /// <value>The default is 2. The value must be at least 1, and longer than the longest upload.</value>
    public int UnfinishedDays { get; init; } = 2;
}
