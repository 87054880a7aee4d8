using Discovitas.S3.Tool.Terminal;
using Discovitas.S3.Tool.Uploads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Runs a command on the configured bucket, or on the embedded S3 if none is configured.</summary>
internal static class BucketRun
{
    /// <summary>Runs the command and returns its exit code. Standard output is left to the command.</summary>
    /// <param name="screen">Where messages are shown.</param>
    /// <param name="settings">Settings of the command line, which replace those of the environment.</param>
    /// <param name="command">The command.</param>
    internal static async Task<int> RunAsync(
        Screen screen,
        IReadOnlyDictionary<string, string?> settings,
        Func<OpenBucket, CancellationToken, Task<int>> command)
    {
        var builder = Host.CreateApplicationBuilder();
        if (settings.Count > 0)
        {
            builder.Configuration.AddInMemoryCollection(settings);
        }

        var embedded = builder.AddUploads(screen);
        using var host = builder.Build();
        var bucket = host.Services.GetRequiredService<IOptions<S3Settings>>().Value;
        screen.Note(embedded ?? $"Using the bucket {bucket.Bucket}.");
        await host.StartAsync();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            return await command(
                new OpenBucket(host.Services.GetRequiredService<S3Service>(), bucket), stopping);
        }
        catch (ArgumentException wrong)
        {
            screen.Errors(ErrorText.From(wrong));
            return ExitCode.WrongUsage;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
