using Discovitas.S3.Benchmarks.Sink;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>
/// The promise: to remove a picture's metadata costs less than 5 % of the processor time of its upload, and makes no
/// temporary file.
/// </summary>
internal sealed class PicturesPromise(int rounds, DirectoryInfo folder)
{
    private const int DefaultRounds = 15;

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
        var small = await WriteAsync("small.jpg", Photo.Create(320, 240, quality: 90));
        var certificateFile = Path.Combine(folder.FullName, "sink.pem");
        using var sink = await SinkProcess.StartAsync(certificateFile);
        foreach (var (file, uploads) in new[] { (large, 25), (small, 1000) })
        {
            Console.WriteLine($"{file}: {new FileInfo(file).Length} bytes\n\n{CostRow.Heads}");
            await MeasureAsync(sink.HttpsUrl, certificateFile, file, uploads);
            await MeasureAsync(sink.HttpUrl, certificateFile, file, uploads);
        }

        await new Ways(await File.ReadAllBytesAsync(large), large).PrintAsync();

        return 0;
    }

    private async Task<string> WriteAsync(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    private async Task MeasureAsync(string url, string certificateFile, string file, int uploads)
    {
        // As the workers of the comparison: all code is compiled once, at its best.
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_TieredCompilation"] = "0",
            ["DOTNET_ReadyToRun"] = "0",
            ["SSL_CERT_FILE"] = certificateFile,
        };
        using var process = OwnProgram.Start(
            ["upload-images", url, file, $"{uploads}", $"{rounds}"], environment);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
        }

        await process.WaitForExitAsync();
    }
}
