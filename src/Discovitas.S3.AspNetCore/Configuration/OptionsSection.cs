using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Configuration;

/// <summary>Reads the options of a group from a section of the configuration.</summary>
internal static class OptionsSection
{
    private static readonly string[] CodeOnly =
    [
        nameof(S3UploadOptions.Folder), nameof(S3UploadOptions.UserId),
        nameof(S3UploadOptions.BeforeUpload), nameof(S3UploadOptions.AfterUpload),
    ];

    /// <summary>Sets the options that the section has.</summary>
    /// <exception cref="OptionsValidationException">
    /// A name is misspelt, or a value is not of its option's type.
    /// </exception>
    internal static void Apply(string pattern, IConfiguration section, S3UploadOptions options, ILogger logger)
    {
        if (section is IConfigurationSection named && !named.Exists())
        {
            logger.SectionMissing(named.Path);
        }

        var problems = NameProblems(section, logger)
            .Concat(ListProblems(section))
            .Concat(SingleValue.Problems(section, ConfiguredOptions.Single))
            .Concat(ConfiguredQuota.Problems(section.GetSection(nameof(ConfiguredOptions.FolderQuota))))
            .Concat(ConfiguredImages.Problems(section.GetSection(nameof(ConfiguredOptions.Images))))
            .ToList();
        var configured = new ConfiguredOptions();
        try
        {
            section.Bind(configured);
        }
        catch (InvalidOperationException wrong)
        {
            problems.Add(
                $"{wrong.Message} Numbers are plain digits, times are like 00:15:00, switches are true or false.");
        }

        if (problems.Count > 0)
        {
            throw S3UploadOptionsValidator.Failure(pattern, problems);
        }

        configured.ApplyTo(options);
    }

    private static IEnumerable<string> NameProblems(IConfiguration section, ILogger logger)
    {
        foreach (var setting in section.GetChildren())
        {
            if (ConfiguredOptions.Names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (CodeOnly.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{setting.Path} can only be set in code, since it is a function.";
            }
            else if (NearestName.Find(setting.Key, ConfiguredOptions.Names) is { } meant)
            {
                yield return $"{setting.Path} is not an option. Did you mean {meant}?";
            }
            else
            {
                logger.OptionUnknown(setting.Path);
            }
        }
    }

    // Binding ignores a single value where a list belongs, so that a configured rule would silently not apply.
    private static IEnumerable<string> ListProblems(IConfiguration section) =>
        from name in ConfiguredOptions.Lists.Append(nameof(ConfiguredOptions.Tags))
        let setting = section.GetSection(name)
        where !string.IsNullOrEmpty(setting.Value)
        select name == nameof(ConfiguredOptions.Tags)
            ? $"{setting.Path} has a single value. Set each tag by its name: {setting.Path}:kind."
            : $"{setting.Path} is a list, but has a single value. Set each item by its number, {setting.Path}:0, or "
                + "use a JSON array.";
}
