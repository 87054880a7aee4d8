using Discovitas.S3.Setup;

namespace Discovitas.S3.Probes;

/// <summary>Checks <see cref="DiagnosisOptions"/>.</summary>
internal static class ProbeOptions
{
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(10);

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal static DiagnosisOptions Check(DiagnosisOptions? options)
    {
        options ??= new DiagnosisOptions();
        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > MaxTimeout)
        {
            throw new ArgumentException(
                $"DiagnosisOptions.RequestTimeout is {options.RequestTimeout}; it must be more than 0 and at most " +
                $"{MaxTimeout}.");
        }

        if (options.Origin is { } origin)
        {
            SetupRules.RequireOrigin("DiagnosisOptions.Origin", origin);
            if (origin.Contains('*', StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    "DiagnosisOptions.Origin contains '*'. Name one origin of a page, as its browser sends it.");
            }
        }

        return options;
    }
}
