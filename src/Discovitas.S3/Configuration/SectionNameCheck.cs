using Discovitas.S3.Shared;
using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Checks the names in a section: a misspelt one, or one that only seems to have an effect, is an error; any other
/// unknown one is a warning.
/// </summary>
internal sealed class SectionNameCheck
{
    private readonly IConfigurationSection _section;
    private readonly StoreSections _known;
    private readonly S3Settings _settings;
    private readonly ILookup<string, Subsection> _inside;

    internal SectionNameCheck(IConfigurationSection section, StoreSections known, S3Settings settings)
    {
        (_section, _known, _settings) = (section, known, settings);
        _inside = known.Inside(section.Path).ToLookup(part => part.Name, StringComparer.OrdinalIgnoreCase);
    }

    internal void Run()
    {
        foreach (var ignored in SingleValue.Problems(_section, SettingNames.Single))
        {
            _settings.Problems.Add(ignored);
        }

        var sections = _section.GetChildren()
            .Where(child => !Contains(SettingNames.All, child.Key) && !IsOfAStore(child));
        foreach (var section in sections)
        {
            if (_inside.Contains(section.Key))
            {
                CheckInside(section, [.. _inside[section.Key]]);
            }
            else if (Contains([SettingNames.Images], section.Key))
            {
                RequireNoValue(section);
            }
            else
            {
                AddUnknown(section);
            }
        }
    }

    // A store may have the name of a section for options. Only inside S3 is that the store's own.
    private bool IsOfAStore(IConfigurationSection section) =>
        Contains(_known.Stores, section.Key)
        && (_known.IsOfAStore(section)
            || !(_inside.Contains(section.Key) || Contains([SettingNames.Images], section.Key)));

    private void CheckInside(IConfigurationSection section, IReadOnlyList<Subsection> parts)
    {
        if (_settings.Store.Length == 0 && HasValue(section) && !_known.OfStore.Any(parts.Contains))
        {
            _settings.Warnings.Add(
                $"{section.Path} applies to named stores alone: nothing is added to the default store that reads it");
        }

        if (parts.Any(part => part.Options is null))
        {
            return;
        }

        string[] options = [.. parts.SelectMany(part => part.Options!).Distinct()];
        if (!string.IsNullOrEmpty(section.Value))
        {
            _settings.Problems.Add(
                $"{section.Path} has a single value. Set each option by its name, for instance "
                + $"{section.Path}:{options.FirstOrDefault()}.");
        }

        foreach (var option in section.GetChildren().Where(option => !Contains(options, option.Key)))
        {
            Add(option, NearestName.Find(option.Key, options));
        }
    }

    // Who sets options for pictures relies on them. Without AddImages, nothing would read them.
    private void RequireNoValue(IConfigurationSection section)
    {
        if (HasValue(section))
        {
            var store = _settings.Store.Length > 0 ? $"\"{_settings.Store}\"" : "";
            _settings.Problems.Add(
                $"{section.Path} is set, but the store does not read pictures, so that nothing of it applies. Call "
                + $"AddS3Uploads({store}).AddImages(), from the package Discovitas.S3.Images, or remove the section.");
        }
    }

    private void AddUnknown(IConfigurationSection section)
    {
        var place = _inside.SelectMany(parts => parts)
            .FirstOrDefault(part => Contains(part.Options ?? [], section.Key));
        string[] names = [.. SettingNames.All, .. _inside.Select(parts => parts.Key), SettingNames.Images];
        Add(section, place is null
            ? NearestName.Find(section.Key, names)
            : $"{_section.Path}:{place.Name}:{section.Key}");
    }

    private void Add(IConfigurationSection section, string? meant)
    {
        if (meant is not null)
        {
            _settings.Problems.Add($"{section.Path} is not a setting. Did you mean {meant}?");
        }
        else
        {
            _settings.Warnings.Add($"{section.Path} is not a setting and has no effect");
        }
    }

    private static bool HasValue(IConfigurationSection section) =>
        section.AsEnumerable().Any(entry => !string.IsNullOrEmpty(entry.Value));

    private static bool Contains(IEnumerable<string> names, string name) =>
        names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
