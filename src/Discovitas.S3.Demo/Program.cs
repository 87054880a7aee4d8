using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Demo;

/// <summary>From command line to exit code. How an app uses the library: <see cref="AddUploads"/>, <see cref="FileUploads"/>.</summary>
internal static class Program
{
    private const string Folder = ".data/s3";

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
            return await RunAsync(command, screen);
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
        ShowLog(builder.Logging, screen);
        var isEmbedded = AddUploads(builder, command, screen);
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

    // How an app registers the library.
    private static bool AddUploads(HostApplicationBuilder builder, CommandLine command, Screen screen)
    {
        // All that is needed where section "S3" of the configuration, or the environment, names a bucket.
        var uploads = builder.Services.AddS3Uploads();

        // And this, for development without one.
        var isConfigured = IsConfigured(builder.Configuration);
        if (isConfigured && !command.Serve)
        {
            return false;
        }

        uploads.UseLocalFolder(Folder);
        var remark = isConfigured ? "not the bucket that is configured" : "for a real bucket set S3__Bucket: --help";
        screen.Line($"Using the embedded S3 in {Folder} ({remark}).");
        screen.Line();
        return true;
    }

    private static async Task ServeAsync(IHost host, Screen screen)
    {
        screen.Line(Serving.Describe(host.Services.GetRequiredService<IOptions<S3Settings>>().Value));
        await host.WaitForShutdownAsync();
        screen.Line();
        screen.Line($"The embedded S3 has ended; its files stay in {Folder}.");
    }

    private static bool IsConfigured(ConfigurationManager configuration) =>
        configuration.GetSection("S3").Exists() || !string.IsNullOrEmpty(configuration["S3_BUCKET"]);

    private static void ShowLog(ILoggingBuilder log, Screen screen) => log
        .ClearProviders()
        .AddProvider(new ScreenLogger(screen))
        .SetMinimumLevel(LogLevel.Warning)

        // It would say a second time, in its own words, what is said here.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
}
