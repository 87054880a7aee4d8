using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>A section of the app's configuration that holds settings.</summary>
/// <param name="section">The section.</param>
/// <param name="known">What may stand in it; null if names are not checked.</param>
internal sealed class SettingsSection(IConfiguration section, StoreSections? known)
{
    // Empty for the root of a configuration.
    private readonly string _path = (section as IConfigurationSection)?.Path ?? "";

    /// <summary>Sets what the section holds; a list replaces what is there.</summary>
    /// <exception cref="OptionsValidationException">A value is not of its setting's type.</exception>
    internal void ApplyTo(S3Settings settings)
    {
        settings.Section = _path;
        Prepare(nameof(S3Settings.AllowedContentTypes), settings.AllowedContentTypes);
        Prepare(nameof(S3Settings.AllowedExtensions), settings.AllowedExtensions);
        ForgetInheritedKeys(settings);
        try
        {
            section.Bind(settings);
        }
        catch (InvalidOperationException wrong)
        {
            throw Wrong(
                $"{wrong.Message} Numbers are plain digits, times are like 00:00:30, switches are true or false.");
        }

        // The root of a configuration also holds all other settings of the app.
        if (known is not null && section is IConfigurationSection { Path.Length: > 0 } named)
        {
            new SectionNameCheck(named, known, settings).Run();
        }
    }

    // Binding appends to a list, and ignores a single value in its place, so that a configured rule would silently not
    // apply.
    private void Prepare(string name, IList<string> list)
    {
        var setting = section.GetSection(name);
        if (!string.IsNullOrEmpty(setting.Value))
        {
            var variable = setting.Path.Replace(":", "__", StringComparison.Ordinal);
            throw Wrong(
                $"{setting.Path} is a list, but has a single value. Set each item by its number: {setting.Path}:0 "
                + $"(environment variable {variable}__0), or give a JSON array.");
        }

        if (setting.GetChildren().Any())
        {
            list.Clear();
        }
    }

    // An access key, its secret and its token belong together: a store that sets one of them inherits none.
    private void ForgetInheritedKeys(S3Settings settings)
    {
        string[] names = [nameof(
            S3Settings.AccessKeyId), nameof(S3Settings.SecretAccessKey), nameof(S3Settings.SessionToken)];
        if (names.Any(name => !string.IsNullOrEmpty(section[name])))
        {
            (settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken) = (null, null, null);
        }
    }

    private static OptionsValidationException Wrong(string problem) =>
        new(Options.DefaultName, typeof(S3Settings), [problem]);
}
