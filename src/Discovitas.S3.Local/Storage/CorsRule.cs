namespace Discovitas.S3.Local.Storage;

/// <summary>A rule of a bucket's CORS configuration.</summary>
internal sealed record CorsRule
{
    public string? Id { get; init; }

    /// <summary>Gets the origins, each with at most one <c>*</c> for any characters.</summary>
    public required string[] AllowedOrigins { get; init; }

    public required string[] AllowedMethods { get; init; }

    /// <summary>Gets the names of request headers, each with at most one <c>*</c> for any characters.</summary>
    public required string[] AllowedHeaders { get; init; }

    public required string[] ExposeHeaders { get; init; }

    public int? MaxAgeSeconds { get; init; }
}
