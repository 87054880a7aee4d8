using Amazon.S3.Model;

namespace Discovitas.S3.Housekeeping;

/// <summary>Counts files by folder, down to a depth, with bounded memory.</summary>
/// <param name="prefix">The part of each key before its first folder.</param>
/// <param name="depth">How many levels are counted separately.</param>
internal sealed class FolderTotals(string prefix, int depth)
{
    internal const int MaxFolders = 10_000;

    private readonly Dictionary<string, RunningTotal> _folders = new(StringComparer.Ordinal);
    private readonly RunningTotal _other = new();

    internal StorageTotal? Other => _other.Files == 0 ? null : _other.ToTotal();

    internal void Add(S3Object found) => Add(found, found.Key.AsSpan(prefix.Length), isVariant: false);

    /// <summary>Counts a variant with the folders of its file.</summary>
    internal void AddVariant(S3Object found) => Add(
        found, found.Key.AsSpan(prefix.Length, found.Key.LastIndexOf('/') - prefix.Length), isVariant: true);

    private void Add(S3Object found, ReadOnlySpan<char> path, bool isVariant)
    {
        var folders = _folders.GetAlternateLookup<ReadOnlySpan<char>>();
        var isListed = true;
        for (var (level, end) = (0, path.IndexOf('/')); level < depth && end > 0; level++)
        {
            var folder = path[..end];
            if (!folders.TryGetValue(folder, out var total) && _folders.Count < MaxFolders)
            {
                folders[folder] = total = new RunningTotal();
            }

            total?.Add(found, isVariant);
            isListed &= total is not null;
            var next = path[(end + 1)..].IndexOf('/');
            end = next < 0 ? -1 : end + 1 + next;
        }

        if (!isListed)
        {
            _other.Add(found, isVariant);
        }
    }

    /// <summary>Returns the folders in the order of their names.</summary>
    /// <param name="start">What comes before each name: the measured folder.</param>
    internal IReadOnlyList<FolderUsage> ToList(string start) =>
    [
        .. _folders.OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .Select(folder => folder.Value.ToFolder(start + folder.Key)),
    ];
}
