using System.Text.Json;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A client that <c>@hey-api/openapi-ts</c> makes of an OpenAPI document, and the lines that use it.</summary>
internal static class NpmClient
{
    /// <summary>Makes the client, runs it against the app, and returns what it has got.</summary>
    internal static async Task<JsonElement> RunAsync(string url)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Clients");
        var folder = Path.Combine(AppContext.BaseDirectory, "clients-made", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var file in Directory.GetFiles(source))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            using var http = new HttpClient();
            var document = await http.GetByteArrayAsync(new Uri($"{url}/openapi/v1.json"));
            await File.WriteAllBytesAsync(Path.Combine(folder, "openapi.json"), document);
            await RunIn(folder, url);
            return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "results.json"))).RootElement;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunIn(string folder, string url)
    {
        var modules = Path.Combine(folder, "node_modules");
        await Programs.RunAsync(folder, Programs.Npm!, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await NodeAsync(
            "@hey-api/openapi-ts/bin/run.js", "-i", "openapi.json", "-o", "generated", "-c", "@hey-api/client-fetch");
        await NodeAsync(
            "typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module",
            "preserve", "--moduleResolution", "bundler", "main.ts", "node.d.ts");
        await NodeAsync(
            "esbuild/bin/esbuild", "main.ts", "--bundle", "--platform=node", "--format=esm", "--outfile=main.mjs");
        await Programs.RunAsync(folder, Programs.Node!, "main.mjs", url, "results.json");

        Task NodeAsync(string script, params string[] arguments) =>
            Programs.RunAsync(folder, Programs.Node!, [Path.Combine(modules, script), .. arguments]);
    }
}
