using System.Runtime.CompilerServices;

namespace Discovitas.S3.AspNetCore.Description;

/// <summary>
/// Gives each group of an app a name of its own. Two endpoints of the same name stop the start of an app, and different
/// paths can have the same words: <c>/a/b</c> and <c>/a-b</c>.
/// </summary>
internal sealed class GroupNames
{
    private static readonly ConditionalWeakTable<IServiceProvider, GroupNames> OfApps = [];

    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    internal static GroupNames Get(IServiceProvider app) => OfApps.GetOrCreateValue(app);

    /// <summary>
    /// Returns the name itself, or with a number if another path has it. The same path always has the same name, since
    /// endpoints can be built more than once.
    /// </summary>
    internal string GetUnique(string name, string path)
    {
        lock (_lock)
        {
            var unique = name;
            for (var number = 2; _paths.TryGetValue(unique, out var known) && known != path; number++)
            {
                unique = $"{name}{number}";
            }

            _paths[unique] = path;
            return unique;
        }
    }
}
