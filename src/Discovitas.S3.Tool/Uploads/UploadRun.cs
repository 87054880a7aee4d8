using Discovitas.S3.Tool.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool.Uploads;

/// <summary>Uploads files, and serves the embedded S3 if told so.</summary>
internal static class UploadRun
{
    internal static async Task<int> RunAsync(IReadOnlyList<string> files, bool serve, Screen screen)
    {
        var builder = Host.CreateApplicationBuilder();
        var embedded = builder.AddUploads(screen, ignoreBucket: serve);
        builder.Services.AddSingleton(screen).AddSingleton<ReadBack>().AddSingleton<FileUploads>();
        if (embedded is not null)
        {
            screen.Sentence(embedded);
            screen.Line();
        }

        using var host = builder.Build();
        await host.StartAsync();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var done = await host.Services.GetRequiredService<FileUploads>().RunAsync(files, stopping);
        if (serve && !stopping.IsCancellationRequested)
        {
            await ServeAsync(host, screen);
        }
        else if (embedded is not null && done > 0)
        {
            screen.Sentence("The embedded S3 stops now. With --serve it keeps running, so that these URLs open.");
        }

        await host.StopAsync();
        return done == files.Count ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task ServeAsync(IHost host, Screen screen)
    {
        screen.Line(Serving.Describe(host.Services.GetRequiredService<IOptions<S3Settings>>().Value));
        await host.WaitForShutdownAsync();
        screen.Line();
        screen.Sentence($"The embedded S3 has stopped. Its files remain in {UploadSetup.Folder}.");
    }
}
