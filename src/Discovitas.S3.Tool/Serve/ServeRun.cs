using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using Amazon.S3;
using Discovitas.S3.Local;
using Discovitas.S3.Local.Hosting;
using Discovitas.S3.Tool.Console;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Serve;

/// <summary>Runs the server until Ctrl+C or SIGTERM.</summary>
internal sealed class ServeRun(ServeSettings settings, Screen screen)
{
    private X509Certificate2? _certificate;

    internal async Task<int> RunAsync()
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var console = new ConsolePages(settings.IsOpen);
        if (await StartAsync(console) is not { } server)
        {
            return ExitCode.Failed;
        }

        await using (server)
        {
            using var client = ConsoleClient.Create(server, _certificate);
            await PrepareAsync(server, client);
            console.Open(server, client);
            new Announcement(settings, screen).Show(server, console);
            await stop.Task;
        }

        screen.Line();
        screen.Sentence($"Stopped. The files remain in {settings.Folder}.");
        return ExitCode.Success;

        void Stop(PosixSignalContext signal)
        {
            // The process ends by itself, once requests have ended.
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    private async Task<LocalS3Server?> StartAsync(ConsolePages console)
    {
        try
        {
            var faults = settings.Faults is { } file ? FaultFile.Read(file) : null;
            var server = await LocalS3Server.StartAsync(CreateOptions(console));
            server.Faults = faults;
            return server;
        }
        catch (PortInUseException)
        {
            screen.Error(
                $"Port {settings.Port} of {settings.Bind} is in use by another program. Choose another with --port N, "
                + "or any free one with --port 0.");
        }
        catch (IOException unavailable) when (unavailable.InnerException is SocketException)
        {
            screen.Error($"{settings.Bind} is not an address of this machine. Choose another with --bind.");
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            screen.Error(DisplayText.Clean(
                $"--folder {settings.Folder} cannot be used: {unusable.Message.TrimEnd('.')}. Choose a folder that "
                + "this user can write to."));
        }
        catch (FormatException wrong)
        {
            screen.Error(DisplayText.Clean(wrong.Message));
        }

        return null;
    }

    private LocalS3Options CreateOptions(ConsolePages console)
    {
        var options = new LocalS3Options
        {
            Folder = Path.GetFullPath(settings.Folder),
            Port = settings.Port,
            Bucket = settings.Buckets[0],
            BindAddress = settings.Bind,
            PublicRead = settings.IsPublicRead,
            Certificate = _certificate = settings.IsHttps ? FindCertificate() : null,
            Console = console.HandleAsync,
        };
        options.Region = settings.Region ?? options.Region;
        options.AccessKeyId = settings.AccessKey ?? options.AccessKeyId;
        options.SecretAccessKey = settings.SecretKey ?? options.SecretAccessKey;
        settings.Buckets.Skip(1).ToList().ForEach(options.AdditionalBuckets.Add);
        return options;
    }

    private static X509Certificate2 FindCertificate() =>
        DevelopmentCertificate.Find(TimeProvider.System.GetUtcNow()) ?? throw new FormatException(
            "--https needs the development certificate of .NET, and this user has no valid one. "
            + "Create it with: dotnet dev-certs https --trust");

    private async Task PrepareAsync(LocalS3Server server, IAmazonS3 client)
    {
        if (settings.Cors.Count > 0)
        {
            await CorsRules.ApplyAsync(client, settings.Buckets, settings.Cors);
        }

        var failures = new ServerFailures(screen);
        server.Requests.Completed += (_, request) => failures.Look(request);
        if (settings.IsVerbose)
        {
            var lines = new RequestLines(screen);
            server.Requests.Completed += (_, request) => lines.Write(request);
        }
    }
}
