using Amazon.S3;
using Discovitas.S3.Client;
using Discovitas.S3.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>Creates S3 clients for programs without a service container.</summary>
public static class S3Client
{
    /// <summary>
    /// Creates a client with the endpoint, the credentials and the timeouts of the settings. It overrides SDK defaults
    /// that are slow, unsafe or missing, and sends each request once: <see cref="S3Service"/> decides what is retried.
    /// Use the client with <see cref="S3Service"/> only.
    /// </summary>
    /// <param name="settings">The settings. They are read now: later changes have no effect.</param>
    /// <returns>The client, for the caller to dispose once no service uses it.</returns>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong; the message names each.</exception>
    /// <example>
    /// <code>
    /// var settings = new S3Settings { Bucket = "pictures", Region = "eu-west-1" };
    /// using var client = S3Client.Create(settings);
    /// var s3 = new S3Service(client, settings);
    /// </code>
    /// </example>
    public static IAmazonS3 Create(S3Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        S3SettingsValidator.Require(settings);
        return S3ClientFactory.Create(settings);
    }
}
