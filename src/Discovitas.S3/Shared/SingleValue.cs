using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.Shared;

/// <summary>
/// Finds lists and sections where a single value belongs: binding ignores them, so that what is configured would
/// silently not apply.
/// </summary>
internal static class SingleValue
{
    /// <summary>Returns a problem for each name that has something inside it.</summary>
    /// <param name="section">The section that is bound.</param>
    /// <param name="names">The names that take a single value.</param>
    internal static IEnumerable<string> Problems(IConfiguration section, IEnumerable<string> names) =>
        from name in names
        let setting = section.GetSection(name)
        let inside = setting.GetChildren().FirstOrDefault()
        where inside is not null
        select $"{inside.Path} has no effect: {setting.Path} takes a single value. Set {setting.Path} itself.";
}
