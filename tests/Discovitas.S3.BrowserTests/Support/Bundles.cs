namespace Discovitas.S3.BrowserTests.Support;

/// <summary>Uppy as npm has it, each major with the page's own lines in one script.</summary>
internal static class Bundles
{
    private static readonly string[] Names = ["uppy5", "uppy6"];

    private static readonly Lazy<Task<string>> Folder = new(() => NpmFolder.MakeAsync("Pages", "bundled", BundleAsync));

    internal static async Task<string> PathOfAsync(string name) =>
        Path.Combine(await Folder.Value, "bundles", name + ".js");

    /// <summary>Returns the path of a file of an npm package.</summary>
    internal static async Task<string> PathInPackageAsync(string package, string file) =>
        Path.Combine(await Folder.Value, "node_modules", package, file);

    private static Task BundleAsync(string folder)
    {
        var esbuild = Path.Combine("node_modules", "esbuild", "bin", "esbuild");
        string[] entries = [.. Names.Select(name => $"{name}={name}/main.js")];
        return Programs.RunAsync(
            folder,
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
    }
}
