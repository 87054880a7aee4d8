using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Sets what neither a section nor code has set, from the plain names that existing deployments use. An access key is
/// read together with its secret and its token, never mixed with values set elsewhere.
/// </summary>
internal sealed class S3SettingsFromPlainNames(IServiceProvider services) : IPostConfigureOptions<S3Settings>
{
    // The service's own comes before that of all services.
    private static readonly string[] EndpointNames = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

    public void PostConfigure(string? name, S3Settings options)
    {
        if (services.GetService<IConfiguration>() is not { } configuration)
        {
            return;
        }

        // An empty variable is how some deployments say "not set".
        options.Bucket = Or(options.Bucket, configuration["S3_BUCKET"]);
        options.Region = Or(options.Region, configuration["AWS_REGION"]);
        if (string.IsNullOrEmpty(options.ServiceUrl) && Endpoint(configuration) is { } variable)
        {
            (options.ServiceUrl, options.ServiceUrlName) = (configuration[variable], variable);
        }

        if (string.IsNullOrEmpty(options.AccessKeyId) && string.IsNullOrEmpty(options.SecretAccessKey)
            && string.IsNullOrEmpty(options.SessionToken))
        {
            options.AccessKeyId = configuration["AWS_ACCESS_KEY_ID"];
            options.SecretAccessKey = configuration["AWS_SECRET_ACCESS_KEY"];
            options.SessionToken = string.IsNullOrEmpty(options.AccessKeyId)
                ? null
                : configuration["AWS_SESSION_TOKEN"];
        }
    }

    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    private static string? Endpoint(IConfiguration configuration) =>
        bool.TryParse(configuration["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], out var isIgnored) && isIgnored
            ? null
            : Array.Find(EndpointNames, name => !string.IsNullOrEmpty(configuration[name]));

    private static string? Or(string? value, string? plain) => string.IsNullOrEmpty(value) ? plain : value;
}
