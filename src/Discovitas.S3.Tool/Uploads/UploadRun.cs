using Discovitas.S3.Tool.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool.Uploads;

/// <summary>Uploads files.</summary>
internal static class UploadRun
{
    internal static async Task<int> RunAsync(IReadOnlyList<string> files, Screen screen)
    {
        var builder = Host.CreateApplicationBuilder();
        var embedded = builder.AddUploads(screen);
        builder.Services.AddSingleton(screen).AddSingleton<ReadBack>().AddSingleton<FileUploads>();
        if (embedded is not null)
        {
            screen.Sentence(embedded);
            screen.Line();
        }

        if (UploadSetup.HasImages(builder.Configuration))
        {
            screen.Note("S3:Images is not applied: files are uploaded as they are, with the metadata of pictures.");
        }

        using var host = builder.Build();
        await host.StartAsync();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var done = await host.Services.GetRequiredService<FileUploads>().RunAsync(files, stopping);
        if (embedded is not null && done > 0)
        {
            var address = host.Services.GetRequiredService<IOptions<S3Settings>>().Value.ServiceUrl!;
            screen.Sentence(
                "The embedded S3 stops now. To open these URLs, keep one running: "
                + $"discovitas-s3 serve --port {new Uri(address).Port}");
        }

        await host.StopAsync();
        return done == files.Count ? ExitCode.Success : ExitCode.Failed;
    }
}
