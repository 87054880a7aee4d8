using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>Sets options of a store from a section inside that of the store, and first from what it inherits.</summary>
internal sealed class OptionsFromSubsection<T>(
    IServiceProvider services, Subsection subsection, Action<T, IConfigurationSection> apply)
    : IConfigureNamedOptions<T>
    where T : class
{
    public void Configure(T options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, T options)
    {
        if (name != subsection.Store)
        {
            return;
        }

        foreach (var section in StoreSections.From(services, subsection.Store).Find(subsection.Name))
        {
            apply(options, section);
        }
    }
}
