using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Fills what no section and no code has set from the plain names that existing deployments have. Keys are taken as a pair with their
/// token, never mixed with ones set elsewhere.
/// </summary>
internal sealed class S3SettingsFromPlainNames(IServiceProvider services) : IPostConfigureOptions<S3Settings>
{
    public void PostConfigure(string? name, S3Settings options)
    {
        if (services.GetService<IConfiguration>() is not { } configuration)
        {
            return;
        }

        options.Bucket ??= configuration["S3_BUCKET"];
        options.Region ??= configuration["AWS_REGION"];
        if (options.AccessKeyId is null && options.SecretAccessKey is null && options.SessionToken is null)
        {
            options.AccessKeyId = configuration["AWS_ACCESS_KEY_ID"];
            options.SecretAccessKey = configuration["AWS_SECRET_ACCESS_KEY"];
            options.SessionToken = options.AccessKeyId is null ? null : configuration["AWS_SESSION_TOKEN"];
        }
    }
}
