using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.TestSupport.Processes;

/// <summary>
/// Packages of npm with the files that use them, installed once for each state of these files, beside the tests. Two
/// processes that make the folder at once both do the work; the first to be done gives it the final name.
/// </summary>
public static class NpmFolder
{
    /// <summary>Installs what a folder's <c>package-lock.json</c> says, and returns where.</summary>
    /// <param name="source">The folder of the files, in the output of the tests.</param>
    /// <param name="target">The folder for the installed ones, there.</param>
    /// <param name="build">What is to be done in the folder once the packages are installed.</param>
    public static async Task<string> MakeAsync(string source, string target, Func<string, Task>? build = null)
    {
        var pages = Path.Combine(AppContext.BaseDirectory, source);
        var files = Directory.GetFiles(pages, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var made = Path.Combine(AppContext.BaseDirectory, target, HashOf(pages, files));
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
        await (build?.Invoke(making) ?? Task.CompletedTask);
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
