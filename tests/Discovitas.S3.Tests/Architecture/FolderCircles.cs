using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Architecture;

/// <summary>
/// The folders of a package form an order: none uses another that uses it, on whatever detour. The package's own folder
/// stands outside of it: its types are the public face, which uses every room and whose data every room may use.
/// </summary>
internal static partial class FolderCircles
{
    internal static IEnumerable<string> Find(IReadOnlyList<SourceFile> files) =>
        from assembly in files.Where(file => file.IsInSource && file.IsCode).GroupBy(file => file.Assembly)
        from violation in Find(assembly.Key, [.. assembly])
        select violation;

    private static IEnumerable<string> Find(string assembly, SourceFile[] files)
    {
        var rooms = files.Where(file => file.Folder.Length > 0)
            .GroupBy(file => $"{assembly}.{file.Folder}")
            .ToDictionary(room => room.Key, room => room.SelectMany(file => file.Types).ToHashSet());
        var arrows = new Arrows();
        foreach (var file in files.Where(file => file.Folder.Length > 0))
        {
            foreach (var room in RoomsUsed(file, rooms))
            {
                arrows.Add($"{assembly}.{file.Folder}", room, file.Path[(file.Path.LastIndexOf('/') + 1)..]);
            }
        }

        return files.SelectMany(file => GlobalUsings(file, rooms)).Concat(arrows.OnCircles());
    }

    private static IEnumerable<string> RoomsUsed(SourceFile file, Dictionary<string, HashSet<string>> rooms) =>
        Usings(file, rooms).Concat(QualifiedNames(file, rooms)).Concat(RoomsAround(file, rooms));

    private static IEnumerable<string> Usings(SourceFile file, Dictionary<string, HashSet<string>> rooms) =>
        UsingLine().Matches(file.Code).Select(line => RoomOf(line.Groups["name"].Value, rooms)).OfType<string>();

    // What stands before the name may be left out as far as the file's own namespace has it.
    private static IEnumerable<string> QualifiedNames(SourceFile file, Dictionary<string, HashSet<string>> rooms) =>
        from written in QualifiedName().Matches(file.Code)
        from space in NamespacesAround(file.Namespace)
        let name = space + written.Value
        let room = RoomOf(name, rooms)
        where room is not null && room != name && rooms[room].Contains(name[(room.Length + 1)..].Split('.')[0])
        select room;

    // The types of the folders around a folder are in scope without any using.
    private static IEnumerable<string> RoomsAround(SourceFile file, Dictionary<string, HashSet<string>> rooms) =>
        from around in rooms
        where file.Namespace.StartsWith(around.Key + ".", StringComparison.Ordinal)
        where Word().Matches(file.Code).Any(word => around.Value.Contains(word.Value))
        select around.Key;

    private static IEnumerable<string> GlobalUsings(SourceFile file, Dictionary<string, HashSet<string>> rooms) =>
        from line in UsingLine().Matches(file.Code)
        where line.Value.StartsWith("global ", StringComparison.Ordinal)
            && RoomOf(line.Groups["name"].Value, rooms) is not null
        select $"{file.Path} hides by a global using who uses {line.Groups["name"].Value}";

    private static IEnumerable<string> NamespacesAround(string space)
    {
        for (; space.Length > 0; space = space[..Math.Max(0, space.LastIndexOf('.'))])
        {
            yield return space + ".";
        }

        yield return "";
    }

    /// <summary>Returns the innermost room that a name begins with; null if it is none of the package.</summary>
    private static string? RoomOf(string name, Dictionary<string, HashSet<string>> rooms)
    {
        for (; name.Length > 0; name = name[..Math.Max(0, name.LastIndexOf('.'))])
        {
            if (rooms.ContainsKey(name))
            {
                return name;
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"^(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?<name>[\w.]+)[^;\n]*;", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Word();
}
