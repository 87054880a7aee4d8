using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Sets a store's settings from its connection string and, over that, from one source. A named store inherits from the
/// default store's connection string and section <c>S3</c> what its own do not set.
/// </summary>
internal sealed class S3SettingsFromSource(IServiceProvider services, S3SettingsSource source)
    : IConfigureNamedOptions<S3Settings>
{
    public void Configure(S3Settings options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, S3Settings options)
    {
        if (name != source.Store)
        {
            return;
        }

        options.Store = source.Store;
        var app = services.GetService<IConfiguration>();
        var known = StoreSections.From(services, source.Store);
        if (source.Store.Length > 0 && app is not null)
        {
            StoreConnections.Find(services, Options.DefaultName, isNameEnough: true)?.ApplyTo(options);
            new SettingsSection(app.GetSection(SettingNames.DefaultSection), known).ApplyTo(options);
            options.Section = null;
            if (known.Stores.Contains(Options.DefaultName))
            {
                // The default store reads the same section, and names what is wrong there.
                options.Problems.Clear();
                options.Warnings.Clear();
            }
        }

        // Behind what a call before this one has set.
        if (services.GetServices<S3SettingsSource>().First(other => other.Store == source.Store) == source)
        {
            StoreConnections.Find(services, source.Store, source.IsDefault)?.ApplyTo(options);
        }

        source.ApplyTo(options, app, known);
    }
}
