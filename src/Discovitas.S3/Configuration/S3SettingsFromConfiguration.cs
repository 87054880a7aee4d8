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

    /// <summary>Sets what a section holds, of which it may have been read before.</summary>
    /// <exception cref="OptionsValidationException">A value is not of its setting's type.</exception>
    internal static void Bind(IConfiguration section, S3Settings options)
    {
        RequireList(section, nameof(S3Settings.AllowedContentTypes));
        RequireList(section, nameof(S3Settings.AllowedExtensions));
        try
        {
            section.Bind(options);
            RemoveRepeated(options.AllowedContentTypes);
            RemoveRepeated(options.AllowedExtensions);
        }
        catch (InvalidOperationException wrong)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(S3Settings), [$"{wrong.Message} Numbers are plain digits, times are like 00:00:30, switches are true or false."]);
        }
    }

    // Binding passes over a single value where a list belongs, and a rule that someone has set would not hold.
    private static void RequireList(IConfiguration section, string name)
    {
        if (!string.IsNullOrEmpty(section[name]))
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(S3Settings), [$"S3:{name} is a list, and has a single value. Set each item by its number: S3:{name}:0 (environment variable S3__{name}__0), or give a JSON array."]);
        }
    }

    // Binding appends to a list, so a section that is read twice would double it.
    private static void RemoveRepeated(IList<string> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            if (list.IndexOf(list[i]) < i)
            {
                list.RemoveAt(i);
            }
        }
    }
}
