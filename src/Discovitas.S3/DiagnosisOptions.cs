namespace Discovitas.S3;

/// <summary>
/// Represents what the app expects of its store, and how <see cref="S3Service.DiagnoseAsync"/> looks at it.
/// </summary>
public sealed record DiagnosisOptions
{
    /// <summary>
    /// Gets the origin of the pages that send files directly to the store, for instance
    /// <c>https://app.example.com</c>.
    /// </summary>
    /// <value>The default is null: the CORS rules are not looked at.</value>
    public string? Origin { get; init; }

    /// <summary>Gets a value indicating whether anyone should be able to read a file by its public URL.</summary>
    /// <value>The default is true.</value>
    public bool PublicUrls { get; init; } = true;

    /// <summary>Gets a value indicating whether the app gives files tags.</summary>
    /// <value>The default is false: tags are not looked at.</value>
    public bool Tags { get; init; }

    /// <summary>Gets how long a single request may take.</summary>
    /// <value>The default is 10 seconds. The value must be more than 0 and at most 10 minutes.</value>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
