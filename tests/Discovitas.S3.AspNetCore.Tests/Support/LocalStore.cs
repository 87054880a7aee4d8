using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>The embedded S3 as the store of an app.</summary>
internal static class LocalStore
{
    /// <summary>Points settings to the server, and has each request tried once.</summary>
    internal static void Apply(LocalS3Server server, S3Settings settings)
    {
        settings.Bucket = server.Bucket;
        settings.Region = server.Region;
        settings.ServiceUrl = server.ServiceUrl;
        settings.AccessKeyId = server.AccessKeyId;
        settings.SecretAccessKey = server.SecretAccessKey;
        settings.RetryTimeout = TimeSpan.Zero;
    }
}
