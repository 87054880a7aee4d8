namespace Discovitas.S3.Local.Storage;

/// <summary>What pages of other origins may do with a bucket.</summary>
internal sealed record CorsConfiguration(CorsRule[] Rules)
{
    /// <summary>Everything that an upload from the browser needs, to every origin.</summary>
    public static readonly CorsConfiguration AnyOrigin = new(
    [
        new CorsRule
        {
            AllowedOrigins = ["*"],
            AllowedMethods = ["GET", "PUT", "POST", "DELETE", "HEAD"],
            AllowedHeaders = ["*"],
            ExposeHeaders = ["ETag", "Location"],
            MaxAgeSeconds = 3000,
        },
    ]);
}
