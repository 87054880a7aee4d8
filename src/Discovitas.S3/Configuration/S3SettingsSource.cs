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

    /// <summary>Returns the section that this source reads; null if it is code.</summary>
    internal IConfiguration? SectionIn(IConfiguration? app) =>
        Section ?? (IsDefault ? app?.GetSection(SettingNames.SectionOf(Store)) : null);

    /// <summary>Sets what this source has, and nothing of what a named store inherits.</summary>
    /// <param name="settings">The settings to change.</param>
    /// <param name="app">The app's configuration, if it has one.</param>
    /// <param name="known">What may stand in the section; null if names are not checked.</param>
    internal void ApplyTo(S3Settings settings, IConfiguration? app, StoreSections? known)
    {
        if (IsDefault)
        {
            settings.Section = SettingNames.SectionOf(Store);
        }

        if (SectionIn(app) is { } section)
        {
            new SettingsSection(section, known).ApplyTo(settings);
        }

        Configure?.Invoke(settings);
    }
}
