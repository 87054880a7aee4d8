namespace Discovitas.S3.Benchmarks;

/// <summary>
/// This program once more, as a process of its own: what one of them uses is not counted as another's.
/// </summary>
internal static class OwnProgram
{
    /// <summary>Starts a server, and returns it with the line that says where it is.</summary>
    internal static async Task<(Process Process, string Line)> StartServerAsync(
        string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var process = Start(arguments, environment);
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The process \"{arguments[0]}\" ended before it served.");
        return (process, line);
    }

    internal static Process Start(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        if (Environment.GetCommandLineArgs() is [{ } program, ..]
            && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(program);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Closes its standard input, which every command of this program takes for its end.</summary>
    internal static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
