using Discovitas.S3.TestSupport.Docs;

namespace Discovitas.S3.BrowserTests;

/// <summary>The types of the module, as TypeScript's own compiler sees them.</summary>
public sealed class TypesTests
{
    private const string Browser = "src/Discovitas.S3.AspNetCore/Browser";

    [BrowserFact]
    public async Task TheTypesAreCorrect_AndThoseOfTheModule()
    {
        var folder = Directory.CreateTempSubdirectory("types-");
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Pages", "types")))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            // The module is in a folder of its own, where the compiler does not take the types for its own.
            folder.CreateSubdirectory("module");
            Copy("discovitas-s3.js", Path.Combine(folder.FullName, "module"));
            Copy("discovitas-s3.d.ts", folder.FullName);
            var tsc = await Bundles.PathInPackageAsync("typescript", "bin/tsc");

            await Programs.RunAsync(folder.FullName, Programs.Node!, tsc, "--noEmit", "--project", ".");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Copy(string name, string folder) =>
        File.Copy(Path.Combine(Repository.Root, Browser, name), Path.Combine(folder, name));
}
