using Discovitas.S3.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3;

/// <summary>Configures one store; <c>AddS3Uploads</c> returns it.</summary>
public sealed partial class S3UploadsBuilder
{
    internal S3UploadsBuilder(IServiceCollection services, string name)
    {
        Services = services;
        Name = name;
    }

    /// <summary>Gets the store's name, the key of its services; empty for the default store.</summary>
    public string Name { get; }

    /// <summary>Gets the app's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Reads the store's address, keys and bucket from a connection string of the app's configuration. What the store's
    /// section or code sets has precedence. Without this call a named store reads the connection string of its name,
    /// and the default store <c>ConnectionStrings:S3</c>, if there is one.
    /// </summary>
    /// <param name="connectionName">The name: <c>pictures</c> for <c>ConnectionStrings:pictures</c>.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The form is <c>Endpoint=…;AccessKey=…;SecretKey=…;SessionToken=…;Bucket=…;Region=…</c>, in any order; each part
    /// may be missing. The app does not start if the connection string is missing, or has a wrong or unknown part.
    /// </remarks>
    public S3UploadsBuilder UseConnectionString(string connectionName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionName);
        Services.AddSingleton(new StoreConnectionName(Name, connectionName));
        return this;
    }

    /// <summary>Changes the store's settings after its section has been read.</summary>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The same builder.</returns>
    public S3UploadsBuilder Configure(Action<S3Settings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(Name, configure);
        return this;
    }
}
