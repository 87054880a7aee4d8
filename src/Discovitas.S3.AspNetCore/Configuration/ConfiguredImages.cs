using Discovitas.S3.Shared;
using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.AspNetCore.Configuration;

/// <summary>Contains the rules for pictures that a section of the configuration can set.</summary>
internal sealed class ConfiguredImages
{
    private static readonly string[] Names =
    [
        nameof(RemoveMetadata), nameof(MaxPixels), nameof(MaxFrames), nameof(MaxTotalPixels), nameof(MaxWidth),
        nameof(MaxHeight), nameof(MinWidth), nameof(MinHeight),
    ];

    public bool RemoveMetadata { get; set; }

    public long? MaxPixels { get; set; }

    public int? MaxFrames { get; set; }

    public long? MaxTotalPixels { get; set; }

    public int? MaxWidth { get; set; }

    public int? MaxHeight { get; set; }

    public int? MinWidth { get; set; }

    public int? MinHeight { get; set; }

    /// <summary>
    /// Returns the rules; null if there are none, since RemoveMetadata = false leaves the store's own rule as it is.
    /// </summary>
    internal ImageRules? ToRules()
    {
        var rules = new ImageRules
        {
            RemoveMetadata = RemoveMetadata,
            MaxPixels = MaxPixels,
            MaxFrames = MaxFrames,
            MaxTotalPixels = MaxTotalPixels,
            MaxWidth = MaxWidth,
            MaxHeight = MaxHeight,
            MinWidth = MinWidth,
            MinHeight = MinHeight,
        };
        return rules == new ImageRules() ? null : rules;
    }

    /// <summary>Returns what binding would ignore, so that a configured rule would silently not apply.</summary>
    internal static IEnumerable<string> Problems(IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            yield return $"{section.Path} has a single value. Set each rule by its name, for instance "
                + $"{section.Path}:{nameof(MaxWidth)}.";
        }

        foreach (var ignored in SingleValue.Problems(section, Names))
        {
            yield return ignored;
        }

        foreach (var name in section.GetChildren().Select(setting => setting.Key))
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var remedy = NearestName.Find(name, Names) is { } meant
                    ? $"Did you mean {meant}?"
                    : $"The rules for pictures are {string.Join(", ", Names)}.";
                yield return $"{section.Path}:{name} is not an option. {remedy}";
            }
        }
    }
}
