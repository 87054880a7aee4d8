namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>A folder in which the tool runs, deleted at the end of a test.</summary>
internal sealed class ToolFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("discovitas-tool-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes a file and returns its name.</summary>
    internal string Write(string name, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        return name;
    }

    internal Task<ToolResult> RunAsync(params string[] args) => RunAsync(args, []);

    internal Task<ToolResult> RunAsync(string[] args, (string Name, string Value)[] environment) =>
        ToolProcess.RunAsync(Path, args, environment);
}
