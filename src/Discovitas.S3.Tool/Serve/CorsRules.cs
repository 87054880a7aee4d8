using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Serve;

/// <summary>Lets the pages of origins use buckets.</summary>
internal static class CorsRules
{
    // A bucket's own rules replace that of the server, which allows these.
    private static readonly string[] ThisMachine =
    [
        "http://localhost:*", "https://localhost:*", "http://127.0.0.1:*", "https://127.0.0.1:*",
    ];

    internal static async Task ApplyAsync(IAmazonS3 client, IEnumerable<string> buckets, IReadOnlyList<string> origins)
    {
        foreach (var bucket in buckets)
        {
            await client.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
            {
                BucketName = bucket,
                Configuration = new CORSConfiguration
                {
                    Rules =
                    [
                        new CORSRule
                        {
                            AllowedOrigins = [.. ThisMachine, .. origins],
                            AllowedMethods = ["GET", "PUT", "POST", "DELETE", "HEAD"],
                            AllowedHeaders = ["*"],
                            ExposeHeaders = ["ETag", "Location"],
                        },
                    ],
                },
            });
        }
    }
}
