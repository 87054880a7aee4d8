namespace Discovitas.S3.Local.Storage;

/// <summary>The CORS configuration of a bucket: what pages of other origins may do with it.</summary>
internal sealed record CorsConfiguration(CorsRule[] Rules)
{
    /// <summary>
    /// Allows pages that this machine serves everything that an upload from the browser needs. Other pages are not
    /// allowed: the server's keys are no secret, so any page that the developer visits could change the files.
    /// </summary>
    internal static readonly CorsConfiguration LocalOrigins = new(
    [
        new CorsRule
        {
            AllowedOrigins =
            [
                "http://localhost", "http://localhost:*", "https://localhost", "https://localhost:*",
                "http://127.0.0.1", "http://127.0.0.1:*", "https://127.0.0.1", "https://127.0.0.1:*",
                "http://[::1]", "http://[::1]:*", "https://[::1]", "https://[::1]:*",
            ],
            AllowedMethods = ["GET", "PUT", "POST", "DELETE", "HEAD"],
            AllowedHeaders = ["*"],
            ExposeHeaders = ["ETag", "Location"],
            MaxAgeSeconds = 3000,
        },
    ]);
}
