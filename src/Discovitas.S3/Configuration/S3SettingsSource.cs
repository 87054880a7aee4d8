using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Describes where one call of <c>AddS3Uploads</c> gets a store's settings from: code, a section, or the section of its
/// name.
/// </summary>
/// <param name="Store">The store's name; empty for the default store.</param>
/// <param name="Section">The section that the app named.</param>
/// <param name="Configure">The app's code.</param>
internal sealed record S3SettingsSource(string Store, IConfiguration? Section, Action<S3Settings>? Configure)
{
    /// <summary>Gets a value indicating whether the app named neither a section nor code.</summary>
    internal bool IsDefault => Section is null && Configure is null;

    /// <summary>Sets what this source has, and nothing of what a named store inherits.</summary>
    /// <param name="settings">The settings to change.</param>
    /// <param name="app">The app's configuration, if it has one.</param>
    /// <param name="stores">The names of all stores, whose sections are no settings.</param>
    internal void ApplyTo(S3Settings settings, IConfiguration? app, IReadOnlyCollection<string> stores)
    {
        if (Section is not null)
        {
            new SettingsSection(Section, stores).ApplyTo(settings);
        }
        else if (Configure is null)
        {
            var section = SettingNames.SectionOf(Store);
            settings.Section = section;
            if (app is not null)
            {
                new SettingsSection(app.GetSection(section), stores).ApplyTo(settings);
            }
        }

        Configure?.Invoke(settings);
    }
}
