using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.Benchmarks.Sink;

/// <summary>The sink in a process of its own.</summary>
internal sealed class SinkProcess(Process process, string httpUrl, string httpsUrl) : IDisposable
{
    internal string HttpUrl => httpUrl;

    internal string HttpsUrl => httpsUrl;

    /// <param name="certificateFile">Where it writes its certificate, for clients to trust.</param>
    internal static async Task<SinkProcess> StartAsync(string certificateFile)
    {
        var (process, urls) = await OwnProgram.StartServerAsync(["sink", certificateFile]);
        return urls.Split(' ') is [var http, var https]
            ? new SinkProcess(process, http, https)
            : throw new InvalidOperationException($"The sink said: {urls}");
    }

    /// <summary>Serves until standard input ends, which it does with the process that started this one.</summary>
    internal static async Task<int> ServeAsync(string certificateFile)
    {
        using var certificate = LoopbackCertificate.Create();
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        using var http = new SinkListener(null);
        using var https = new SinkListener(certificate);
        Console.WriteLine($"http://{http.Address} https://{https.Address}");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose() => OwnProgram.End(process);
}
