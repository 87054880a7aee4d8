using Discovitas.S3.Benchmarks.Report;
using Discovitas.S3.Benchmarks.Sink;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>
/// The promise: to remove a picture's metadata costs less than 5 % of the processor time of its upload, and makes no
/// temporary file.
/// </summary>
internal sealed class PicturesPromise(int rounds, DirectoryInfo folder)
{
    /// <summary>The most that an upload with cleaning takes, by one without it.</summary>
    internal const double MaxRatio = 1.05;

    private const int DefaultRounds = 31;
    private const int LargeUploads = 32;
    private const int SmallUploads = 100;

    /// <returns>Null where the options make no sense.</returns>
    internal static Task<int>? Parse(string[] options) => options switch
    {
        [] => RunAsync(DefaultRounds),
        ["--rounds", var number] when int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => RunAsync(rounds),
        _ => null,
    };

    private static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("pictures-");
        try
        {
            return await new PicturesPromise(rounds, folder).RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<int> RunAsync()
    {
        var large = await WriteAsync("large.jpg", Photo.Create(4000, 3000, quality: 90));
        var small = await WriteAsync("small.jpg", Photo.Create(320, 240, quality: 85));
        var certificateFile = Path.Combine(folder.FullName, "sink.pem");
        using var sink = await SinkProcess.StartAsync(certificateFile);
        var temporary = folder.CreateSubdirectory("temporary");
        using var watch = new FileSystemWatcher(temporary.FullName) { EnableRaisingEvents = true };
        var files = 0;
        watch.Created += (_, _) => Interlocked.Increment(ref files);
        Console.WriteLine(Machine.Describe(rounds));
        Print(large);
        var isKept = await MeasureAsync(sink.HttpsUrl, certificateFile, large, LargeUploads)
            & await MeasureAsync(sink.HttpUrl, certificateFile, large, LargeUploads);
        Print(small);
        await MeasureAsync(sink.HttpsUrl, certificateFile, small, SmallUploads);
        await MeasureAsync(sink.HttpUrl, certificateFile, small, SmallUploads);
        await new Ways(await File.ReadAllBytesAsync(large), large).PrintAsync();
        isKept &= await Bombs.PrintAsync();
        isKept &= files == 0;
        Console.WriteLine($"\nTemporary files of the uploads: {files}.");
        Console.WriteLine(isKept ? "The promise is kept." : "The promise is BROKEN.");
        return isKept ? 0 : 1;
    }

    private static void Print(string file) => Console.WriteLine(
        $"\nA picture of {new FileInfo(file).Length} bytes:\n\n{CostRow.Heads}");

    private async Task<string> WriteAsync(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    private async Task<bool> MeasureAsync(string url, string certificateFile, string file, int uploads)
    {
        // As the workers of the comparison: all code is compiled once, at its best. The runtime itself makes files for
        // debuggers, unless it is told not to.
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_TieredCompilation"] = "0",
            ["DOTNET_ReadyToRun"] = "0",
            ["DOTNET_EnableDiagnostics"] = "0",
            ["SSL_CERT_FILE"] = certificateFile,
            ["TMPDIR"] = Path.Combine(folder.FullName, "temporary"),
        };
        using var process = OwnProgram.Start(
            ["upload-images", url, file, Text(uploads), Text(rounds)], environment);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
