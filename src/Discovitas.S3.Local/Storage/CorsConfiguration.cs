namespace Discovitas.S3.Local.Storage;

/// <summary>What pages of other origins may do with a bucket.</summary>
internal sealed record CorsConfiguration(CorsRule[] Rules)
{
    /// <summary>
    /// Everything that an upload from the browser needs, to pages that this machine serves. Not to others: the server's keys are no secret, so
    /// that any page that the developer visits could do with the files what it likes.
    /// </summary>
    public static readonly CorsConfiguration LocalPages = new(
    [
        new CorsRule
        {
            AllowedOrigins =
            [
                "http://localhost", "http://localhost:*", "http://127.0.0.1", "http://127.0.0.1:*", "http://[::1]", "http://[::1]:*",
                "https://localhost", "https://localhost:*", "https://127.0.0.1", "https://127.0.0.1:*", "https://[::1]", "https://[::1]:*",
            ],
            AllowedMethods = ["GET", "PUT", "POST", "DELETE", "HEAD"],
            AllowedHeaders = ["*"],
            ExposeHeaders = ["ETag", "Location"],
            MaxAgeSeconds = 3000,
        },
    ]);
}
