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
