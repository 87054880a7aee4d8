using Discovitas.S3.Shared;
using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.AspNetCore.Configuration;

/// <summary>Contains the quota that a section of the configuration can set.</summary>
internal sealed class ConfiguredQuota
{
    private static readonly string[] Names = [nameof(MaxFiles), nameof(MaxBytes)];

    public long? MaxFiles { get; set; }

    public long? MaxBytes { get; set; }

    internal FolderQuota ToQuota() => new() { MaxFiles = MaxFiles, MaxBytes = MaxBytes };

    /// <summary>Returns what binding would ignore, so that a configured quota would silently not apply.</summary>
    internal static IEnumerable<string> Problems(IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            yield return $"{section.Path} has a single value. Set {section.Path}:MaxFiles or {section.Path}:MaxBytes.";
        }

        foreach (var ignored in SingleValue.Problems(section, Names))
        {
            yield return ignored;
        }

        foreach (var setting in section.GetChildren())
        {
            if (!Names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{setting.Path} is not an option. A quota has MaxFiles and MaxBytes.";
            }
            else if (long.TryParse(setting.Value, out var number) && number < 0)
            {
                yield return $"{setting.Path} is {number}. It must be at least 0.";
            }
        }
    }
}
