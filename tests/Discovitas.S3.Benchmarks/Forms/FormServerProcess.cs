namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>The app in a process of its own, with a folder of its own for temporary files.</summary>
internal sealed class FormServerProcess(DirectoryInfo folder, Process process, Uri url) : IDisposable
{
    internal Uri Url => url;

    /// <summary>The memory that it holds now, in bytes.</summary>
    internal long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The bytes in its temporary files now.</summary>
    internal long TemporaryBytes => folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(Length);

    internal static async Task<FormServerProcess> StartAsync(string storeUrl)
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-forms-");

        // Compiled once and at its best, as the workers are; the memory managed as in any web app.
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_TieredCompilation"] = "0",
            ["DOTNET_ReadyToRun"] = "0",
            ["DOTNET_gcServer"] = "1",
            ["TMPDIR"] = folder.FullName,
            ["ASPNETCORE_TEMP"] = folder.FullName,
        };
        var (process, url) = await OwnProgram.StartServerAsync(["serve-forms", storeUrl], environment);
        return new FormServerProcess(folder, process, new Uri(url));
    }

    public void Dispose()
    {
        OwnProgram.End(process);
        folder.Delete(recursive: true);
    }

    // It may be gone by now.
    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
