namespace Discovitas.S3;

/// <summary>
/// Represents the options of <see cref="S3DiagnosisEndpointRouteBuilderExtensions.MapS3Diagnosis"/>.
/// </summary>
public sealed class S3DiagnosisPageOptions
{
    /// <summary>Gets or sets the name of the store.</summary>
    /// <value>The default is the store of <c>AddS3Uploads()</c>.</value>
    public string? Store { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the page exists outside the environment <c>Development</c>. It shows how
    /// the bucket is configured, and each visit stores and removes test files: require authorization for it.
    /// </summary>
    /// <value>The default is false: the page is answered with 404 there.</value>
    public bool AllowOutsideDevelopment { get; set; }

    /// <summary>Gets or sets what the app expects of its store.</summary>
    /// <value>
    /// The default is <see cref="DiagnosisOptions"/> with its defaults, and the origin of the page itself.
    /// </value>
    public DiagnosisOptions Expected { get; set; } = new();
}
