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

    public void Configure(S3Settings options)
    {
        if (services.GetService<IConfiguration>() is { } configuration)
        {
            Bind(configuration.GetSection(Section), options);
        }
    }

    /// <exception cref="OptionsValidationException">A value is not of its setting's type.</exception>
    internal static void Bind(IConfiguration section, S3Settings options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException wrong)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(S3Settings), [$"{wrong.Message} Numbers are plain digits, times are like 00:00:30, switches are true or false."]);
        }
    }
}
