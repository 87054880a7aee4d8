using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>Knows which sections one store reads, and which sections may stand inside them.</summary>
internal sealed class StoreSections
{
    private readonly string _store;
    private readonly IConfiguration? _app;
    private readonly IReadOnlyList<S3SettingsSource> _sources;
    private readonly IReadOnlyList<Subsection> _subsections;

    private StoreSections(IServiceProvider services, string store)
    {
        _store = store;
        _app = services.GetService<IConfiguration>();
        _sources = [.. services.GetServices<S3SettingsSource>()];
        _subsections = [.. services.GetServices<Subsection>()];
    }

    /// <summary>Gets the names of all stores, whose own sections may stand in another one.</summary>
    internal IEnumerable<string> Stores => _sources.Select(source => source.Store);

    internal static StoreSections From(IServiceProvider services, string store) => new(services, store);

    /// <summary>
    /// Returns the sections of a name inside those that the store reads: first the one that it inherits, then its own.
    /// </summary>
    internal IEnumerable<IConfigurationSection> Find(string name)
    {
        var inherited = _store.Length > 0 ? _app?.GetSection(SettingNames.DefaultSection) : null;
        return _sources.Where(source => source.Store == _store)
            .Select(source => source.SectionIn(_app))
            .Prepend(inherited)
            .OfType<IConfiguration>()
            .Select(section => section.GetSection(name))
            .Where(section => !IsOfAStore(section));
    }

    /// <summary>Returns what may stand inside a section, for any store that reads the section.</summary>
    internal IEnumerable<Subsection> Inside(string path) => path == SettingNames.DefaultSection
        ? _subsections.Where(subsection => subsection.Store.Length > 0 || IsReadByDefaultStore)
        : OfStore;

    /// <summary>Gets what may stand inside the store's own section.</summary>
    internal IEnumerable<Subsection> OfStore => _subsections.Where(subsection => subsection.Store == _store);

    /// <summary>
    /// Returns whether a section is a store's own: a store can have the name of a section for options.
    /// </summary>
    internal bool IsOfAStore(IConfigurationSection section) => _sources.Any(source =>
        source.SectionIn(_app) is IConfigurationSection own
        && own.Path.Equals(section.Path, StringComparison.OrdinalIgnoreCase));

    private bool IsReadByDefaultStore =>
        _sources.Any(source => source.Store == Options.DefaultName && source.IsDefault);
}
