using System.Net.Http.Json;
using System.Text.Json;

namespace Discovitas.S3.Aspire.Tests;

/// <summary>
/// The AppHost of the README, which runs: an API with one bucket. Beside it another with two, and both give up on a
/// store at once.
/// </summary>
public sealed class RunningAppHost : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private DistributedApplication? _app;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("discovitas-s3-tests-").FullName;

    internal DistributedApplication App => _app!;

    internal S3Resource Server { get; private set; } = null!;

    /// <summary>Gets the address of the server.</summary>
    internal string Url => Server.Endpoint.Url;

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Discovitas_S3_Aspire_AppHost>();
        Server = builder.Resources.OfType<S3Resource>().Single();
        var s3 = builder.CreateResourceBuilder(Server).WithDataFolder(Folder);
        var one = builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single());
        var two = builder.AddProject<Projects.Api>("two")
            .WithEnvironment("Stores", "documents,avatars")
            .WithReference(s3.AddBucket("documents"))
            .WithReference(s3.AddBucket("faces", "bucket-of-faces"), connectionName: "avatars", setAwsVariables: false)
            .WaitFor(s3);
        foreach (var api in new[] { one, two })
        {
            api.WithEnvironment("S3__RetryTimeout", "00:00:00");
        }

        using var limit = new CancellationTokenSource(Patience);
        _app = await builder.BuildAsync(limit.Token);
        await App.StartAsync(limit.Token);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("api", limit.Token);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("two", limit.Token);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Uploads through an API, and returns its answer.</summary>
    internal async Task<HttpResponseMessage> PutAsync(string api, string path)
    {
        using var http = App.CreateHttpClient(api, "http");
        using var content = new StringContent("hello", mediaType: new("text/plain"));
        return await http.PutAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Uploads through an API, and returns the URL of the file.</summary>
    internal async Task<string> UploadAsync(string api, string path)
    {
        using var answer = await PutAsync(api, path);
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;
    }

    /// <summary>Returns the environment variables of an API.</summary>
    internal async Task<Dictionary<string, string>> EnvironmentAsync(string api)
    {
        using var http = App.CreateHttpClient(api, "http");
        return (await http.GetFromJsonAsync<Dictionary<string, string>>(new Uri("/environment", UriKind.Relative)))!;
    }

    /// <summary>Carries a command of the dashboard out.</summary>
    internal async Task<ExecuteCommandResult> CommandAsync(string command) =>
        await App.ResourceCommands.ExecuteCommandAsync(Server, command);

    /// <summary>Returns what the dashboard shows of a resource.</summary>
    internal CustomResourceSnapshot Shown(string resource) =>
        App.ResourceNotifications.TryGetCurrentState(resource, out var state)
            ? state.Snapshot
            : throw new InvalidOperationException($"{resource} has no state.");
}
