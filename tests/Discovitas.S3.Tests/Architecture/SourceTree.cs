namespace Discovitas.S3.Tests.Architecture;

/// <summary>The source of this repository.</summary>
internal static class SourceTree
{
    private const string Solution = "Discovitas.S3.sln";

    private static readonly string[] Generated = ["bin", "obj", "node_modules"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(() => [.. Read("src"), .. Read("tests")]);

    /// <summary>Gets all code and all projects below <c>src</c> and <c>tests</c>.</summary>
    internal static IReadOnlyList<SourceFile> Files => All.Value;

    private static IEnumerable<SourceFile> Read(string folder)
    {
        // Not from the path of this file: a deterministic build makes another path of it.
        var root = FindRoot();
        return from path in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs*", SearchOption.AllDirectories)
               where Path.GetExtension(path) is ".cs" or ".csproj"
               let name = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')
               where !name.Split('/').Intersect(Generated).Any()
               orderby name
               select new SourceFile(name, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Solution}.");
    }
}
