using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Reads section <c>S3</c> of the app's configuration, if it has one.
/// </summary>
internal sealed class S3SettingsFromConfiguration(IServiceProvider services) : IConfigureOptions<S3Settings>
{
    internal const string Section = "S3";

    public void Configure(S3Settings options) => services.GetService<IConfiguration>()?.GetSection(Section).Bind(options);
}
