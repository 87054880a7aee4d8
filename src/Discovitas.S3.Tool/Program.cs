using Discovitas.S3.Tool.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool;

/// <summary>
/// Runs the command line and returns the exit code. <see cref="UploadSetup"/>, <see cref="FileUploads"/> and
/// <see cref="WebPage"/> show how an app uses the library.
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
            return ExitCode.Success;
        }

        try
        {
            return command.IsWebPage ? await WebPage.RunAsync(command, screen) : await RunAsync(command, screen);
        }
        catch (Exception failure)
        {
            screen.Errors(ErrorText.From(failure));
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
            screen.Line("The embedded S3 stops now. With --serve it keeps running, so that these URLs open.");
        }

        await host.StopAsync();
        return done == command.Files.Count ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task ServeAsync(IHost host, Screen screen)
    {
        screen.Line(Serving.Describe(host.Services.GetRequiredService<IOptions<S3Settings>>().Value));
        await host.WaitForShutdownAsync();
        screen.Line();
        screen.Line($"The embedded S3 has stopped. Its files remain in {UploadSetup.Folder}.");
    }
}
