using Discovitas.S3.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <content>Sections inside that of the store.</content>
public sealed partial class S3UploadsBuilder
{
    /// <summary>
    /// Has options of this store read from a section inside the one that the store reads: <c>S3:{name}</c>. A named
    /// store reads <c>S3:{name}</c> first, and then <c>S3:{store}:{name}</c>. With settings from code alone, the
    /// default store reads none. What code sets after this call has precedence.
    /// </summary>
    /// <typeparam name="T">The options, registered under the store's name.</typeparam>
    /// <param name="name">
    /// The section's name, for instance <c>Images</c>. If a store has this name, a section that is the store's own is
    /// not read.
    /// </param>
    /// <param name="options">
    /// The names that the section can have. One that is nearly one of them stops the app's start, any other unknown one
    /// is logged as a warning. Null does not check names.
    /// </param>
    /// <param name="apply">
    /// Sets what a section has, called for each section, in that order, also for one that is empty or missing.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">
    /// The name is empty, contains a colon, or is the name of a setting.
    /// </exception>
    public S3UploadsBuilder AddSubsection<T>(
        string name, IReadOnlyCollection<string>? options, Action<T, IConfigurationSection> apply)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(apply);
        if (!SettingNames.CanBeSection(name))
        {
            throw new ArgumentException(
                $"'{name}' cannot be a section's name: it is the name of a setting, or contains a colon. Choose "
                + "another.",
                nameof(name));
        }

        var subsection = new Subsection(Name, name, options);
        Services.AddSingleton(subsection);
        Services.AddSingleton<IConfigureOptions<T>>(
            provider => new OptionsFromSubsection<T>(provider, subsection, apply));
        return this;
    }
}
