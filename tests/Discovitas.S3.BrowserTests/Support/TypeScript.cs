using System.Globalization;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>TypeScript's own compiler, beside the packages of one major of Uppy.</summary>
internal static class TypeScript
{
    // Not strict: the examples are JavaScript, whose parameters have no types.
    private const string Project = """
        {
          "compilerOptions": {
            "target": "es2024",
            "module": "esnext",
            "moduleResolution": "bundler",
            "lib": ["es2024", "dom", "dom.iterable"],
            "types": [],
            "noEmit": true,
            "skipLibCheck": true,
            "paths": { "/uploads/discovitas-s3.js": ["./discovitas-s3.d.ts"] }
          },
          "include": ["*.ts"]
        }
        """;

    /// <summary>Checks each text as a file of its own.</summary>
    /// <exception cref="InvalidOperationException">The compiler finds an error, which the message tells.</exception>
    internal static async Task CheckAsync(string uppy, IEnumerable<string> texts, string? declarations = null)
    {
        var modules = await Bundles.PathInPackageAsync("typescript", "bin/tsc");
        var folder = Path.Combine(
            Path.GetDirectoryName(await Bundles.PathOfAsync(uppy))!, "..", uppy, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "tsconfig.json"), Project);
            foreach (var (number, text) in texts.Index())
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"example-{number + 1}.ts");
                await File.WriteAllTextAsync(Path.Combine(folder, name), text);
            }

            if (declarations is not null)
            {
                File.Copy(declarations, Path.Combine(folder, Path.GetFileName(declarations)));
            }

            await Programs.RunAsync(folder, Programs.Node!, modules, "--project", ".");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
