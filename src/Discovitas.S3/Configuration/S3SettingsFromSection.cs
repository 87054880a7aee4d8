using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>Reads a section that the app names.</summary>
internal sealed class S3SettingsFromSection(IConfiguration section) : IConfigureOptions<S3Settings>
{
    public void Configure(S3Settings options) => S3SettingsFromConfiguration.Bind(section, options);

    /// <summary>Whether this reads <paramref name="other"/> already; read twice, its lists would be twice as long.</summary>
    internal bool Reads(IConfiguration other) =>
        section == other || (section is IConfigurationSection mine && other is IConfigurationSection theirs && mine.Path == theirs.Path);
}
