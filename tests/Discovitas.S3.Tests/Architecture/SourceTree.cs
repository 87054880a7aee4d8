using Discovitas.S3.TestSupport.Docs;

namespace Discovitas.S3.Tests.Architecture;

/// <summary>The source of this repository.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(() => [.. Read("src"), .. Read("tests")]);

    /// <summary>Gets all code and all projects below <c>src</c> and <c>tests</c>.</summary>
    internal static IReadOnlyList<SourceFile> Files => All.Value;

    private static IEnumerable<SourceFile> Read(string folder)
    {
        // Not from the path of this file: a deterministic build makes another path of it.
        var root = Repository.Root;
        return from path in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs*", SearchOption.AllDirectories)
               where Path.GetExtension(path) is ".cs" or ".csproj"
               let name = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')
               where !name.Split('/').Intersect(Generated).Any()
               orderby name
               select new SourceFile(name, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
