using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The first app of the repository's README runs as it stands there.</summary>
public sealed class RootReadmeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task TheFirstApp_StoresAFileAndTellsTheClientWhatIsWrongWithAnother()
    {
        await using var store = await LocalS3Server.StartAsync();
        var settings = store.CreateSettings();
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--Test", Guid.NewGuid().ToString(),
            "--S3:Bucket", settings.Bucket!, "--S3:ServiceUrl", settings.ServiceUrl!, "--S3:MaxFileSize", "3",
            "--S3:AccessKeyId", settings.AccessKeyId!, "--S3:SecretAccessKey", settings.SecretAccessKey!,
        ];
        var built = new TaskCompletionSource<IHost>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = Listen(args[3], built);

        var running = Task.Run(() => RootReadmeExamples.FirstApp(args));
        await (await Task.WhenAny(built.Task, running).WaitAsync(Patience));
        var app = await built.Task;
        using var http = new HttpClient { BaseAddress = new Uri(await AddressAsync(app)) };
        var stored = await PutAsync(http, [0xFF, 0xD8, 0xFF]);
        var rejected = await PutAsync(http, [0xFF, 0xD8, 0xFF, 0xE0]);
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await running.WaitAsync(Patience);

        stored.Status.Should().Be(HttpStatusCode.Created);
        stored.Body.GetProperty("url").GetString().Should().StartWith(settings.ServiceUrl).And.EndWith(".jpg");
        rejected.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        rejected.Body.GetProperty("code").GetString().Should().Be("too-large");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(HttpClient http, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var response = await http.PutAsync("/pictures/cat.jpg", content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<string> AddressAsync(IHost app)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(Patience);
        return app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    // An app that calls Run keeps its host to itself, but the host tells who listens that it was built.
    private static IDisposable Listen(string test, TaskCompletionSource<IHost> built) =>
        DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.Extensions.Hosting")
            {
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(happened =>
                {
                    if (happened is { Key: "HostBuilt", Value: IHost host }
                        && host.Services.GetRequiredService<IConfiguration>()["Test"] == test)
                    {
                        built.TrySetResult(host);
                    }
                }));
            }
        }));

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnNext(T value) => next(value);

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
