using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// Uppy as npm has it, each major with the page's own lines in one script. They are made once for each state of the
/// folder Pages, and kept beside the tests. Two processes that make them at once both do the work; the first to be done
/// gives its folder the final name.
/// </summary>
internal static class Bundles
{
    private static readonly string[] Names = ["uppy5", "uppy6"];

    private static readonly Lazy<Task<string>> Folder = new(MakeAsync);

    internal static async Task<string> PathOfAsync(string name) =>
        Path.Combine(await Folder.Value, "bundles", name + ".js");

    /// <summary>Returns the path of a file of an npm package.</summary>
    internal static async Task<string> PathInPackageAsync(string package, string file) =>
        Path.Combine(await Folder.Value, "node_modules", package, file);

    private static async Task<string> MakeAsync()
    {
        var pages = Path.Combine(AppContext.BaseDirectory, "Pages");
        var files = Directory.GetFiles(pages, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var made = Path.Combine(AppContext.BaseDirectory, "bundled", HashOf(pages, files));
        if (Directory.Exists(made))
        {
            return made;
        }

        var making = $"{made}.{Guid.NewGuid():N}";
        foreach (var file in files)
        {
            var copy = Path.Combine(making, Path.GetRelativePath(pages, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await Programs.RunAsync(making, Programs.Npm!, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        var esbuild = Path.Combine("node_modules", "esbuild", "bin", "esbuild");
        string[] entries = [.. Names.Select(name => $"{name}={name}/main.js")];
        await Programs.RunAsync(
            making,
            Programs.Node!,
            [
                esbuild,
                .. entries,
                "--bundle",
                "--format=iife",
                "--charset=utf8",
                "--outdir=bundles",
                "--log-level=warning",
            ]);
        Publish(making, made);
        return made;
    }

    private static void Publish(string making, string made)
    {
        try
        {
            Directory.Move(making, made);
        }
        catch (IOException) when (Directory.Exists(made))
        {
            Directory.Delete(making, recursive: true);
        }
    }

    private static string HashOf(string folder, IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
