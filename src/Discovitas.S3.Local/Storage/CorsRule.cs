namespace Discovitas.S3.Local.Storage;

/// <summary>One rule of a bucket's CORS configuration, as it was put.</summary>
internal sealed record CorsRule
{
    public string? Id { get; init; }

    /// <summary>Origins, each with at most one <c>*</c> for any characters.</summary>
    public required string[] AllowedOrigins { get; init; }

    public required string[] AllowedMethods { get; init; }

    /// <summary>Names of request headers, each with at most one <c>*</c> for any characters.</summary>
    public required string[] AllowedHeaders { get; init; }

    public required string[] ExposeHeaders { get; init; }

    public int? MaxAgeSeconds { get; init; }
}
