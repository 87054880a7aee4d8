using Discovitas.S3.Tool.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool;

/// <summary>
/// From command line to exit code. How an app uses the library: <see cref="UploadSetup"/>, <see cref="FileUploads"/>, <see cref="WebPage"/>.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var screen = new Screen();
        var command = CommandLine.Parse(args);
        if (command.Problem is { } problem)
        {
            screen.Error(problem);
            screen.Error(Usage.Short);
            return ExitCode.WrongUsage;
        }

        if (command.Help)
        {
            screen.Line(Usage.Long);
            return ExitCode.Done;
        }

        try
        {
            return command.IsWebPage ? await WebPage.RunAsync(command, screen) : await RunAsync(command, screen);
        }
        catch (Exception failure)
        {
            screen.Errors(Sentences.Of(failure));
            return ExitCode.Failed;
        }
    }

    private static async Task<int> RunAsync(CommandLine command, Screen screen)
    {
        var builder = Host.CreateApplicationBuilder();
        var isEmbedded = builder.AddUploads(command, screen);
        builder.Services.AddSingleton(screen).AddSingleton<ReadBack>().AddSingleton<FileUploads>();

        using var host = builder.Build();
        await host.StartAsync();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var done = await host.Services.GetRequiredService<FileUploads>().RunAsync(command.Files, stopping);
        if (command.Serve && !stopping.IsCancellationRequested)
        {
            await ServeAsync(host, screen);
        }
        else if (isEmbedded && done > 0)
        {
            screen.Line("The embedded S3 ends here; --serve keeps it running for these URLs to open.");
        }

        await host.StopAsync();
        return done == command.Files.Count ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task ServeAsync(IHost host, Screen screen)
    {
        screen.Line(Serving.Describe(host.Services.GetRequiredService<IOptions<S3Settings>>().Value));
        await host.WaitForShutdownAsync();
        screen.Line();
        screen.Line($"The embedded S3 has ended; its files stay in {UploadSetup.Folder}.");
    }
}
