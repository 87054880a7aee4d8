using Discovitas.S3.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>A section of the app's configuration that holds settings.</summary>
/// <param name="section">The section.</param>
/// <param name="stores">The names of all stores, whose own sections may stand in this one.</param>
internal sealed class SettingsSection(IConfiguration section, IReadOnlyCollection<string> stores)
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

        CheckNames(settings);
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

    // The root of a configuration also holds all other settings of the app.
    private void CheckNames(S3Settings settings)
    {
        var unknown = _path.Length == 0 ? [] : section.GetChildren().Select(child => child.Key).Except(
            [.. SettingNames.All, .. stores], StringComparer.OrdinalIgnoreCase);
        foreach (var name in unknown)
        {
            if (NearestName.Find(name, SettingNames.All) is { } meant)
            {
                settings.Problems.Add($"{_path}:{name} is not a setting. Did you mean {meant}?");
            }
            else
            {
                settings.Warnings.Add($"{_path}:{name} is not a setting and has no effect");
            }
        }
    }

    private static OptionsValidationException Wrong(string problem) =>
        new(Options.DefaultName, typeof(S3Settings), [problem]);
}
