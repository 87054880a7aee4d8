using Amazon;
using Discovitas.S3.Configuration;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Diagnostics;

/// <summary>Logs warnings about settings that are no reason to stop the app.</summary>
internal static class SettingsWarnings
{
    // The SDK's name for a region that is in no partition's list.
    private const string Unknown = "Unknown";

    internal static void Warn(this ILogger logger, S3Settings settings)
    {
        foreach (var warning in settings.Warnings.Distinct())
        {
            logger.SettingIgnored(warning);
        }

        // A store that is not Amazon's names its regions as it likes.
        if (settings.ServiceUrl is null && RegionEndpoint.GetBySystemName(settings.Region).DisplayName is Unknown)
        {
            logger.RegionUnknown(SettingNames.In(settings.Section, "S3:Region"), settings.Region!);
        }
    }
}
