namespace Discovitas.S3;

/// <summary>Represents the options of <see cref="S3Results.Redirect"/>.</summary>
public sealed record S3RedirectOptions
{
    /// <summary>
    /// Gets how long everyone is redirected to the same URL, so that browsers can use what they have cached.
    /// </summary>
    /// <value>The default is null: each redirect has another URL.</value>
    public TimeSpan? StableFor { get; init; }

    /// <summary>
    /// Gets the name under which a browser saves the file instead of showing it. Control characters become
    /// <c>_</c>, and a name of more than 255 characters is shortened.
    /// </summary>
    /// <value>The default is null: the file's stored Content-Disposition applies.</value>
    public string? DownloadName { get; init; }

    /// <summary>Gets the name of the store, as in <c>AddS3Uploads(name)</c>.</summary>
    /// <value>The default is null: the store of <c>AddS3Uploads()</c>.</value>
    public string? Store { get; init; }
}
