using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;
using Discovitas.S3.Tool.Console;

namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>A server with its console.</summary>
internal sealed class ConsoleSite : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly AmazonS3Client _own;

    private ConsoleSite(LocalS3Server server, ConsolePages pages)
    {
        Server = server;
        Client = (AmazonS3Client)S3Client.Create(server.CreateSettings());
        _own = ConsoleClient.Create(server, null);
        pages.Open(server, _own);
        Key = pages.Url.Split("#key=")[1];
        _http.DefaultRequestHeaders.Add(ConsolePages.KeyHeader, Key);
    }

    internal LocalS3Server Server { get; }

    internal AmazonS3Client Client { get; }

    internal string Key { get; }

    internal string Address => Server.ServiceUrl + ConsolePages.Path;

    internal static async Task<ConsoleSite> StartAsync()
    {
        var pages = new ConsolePages(isOpen: false);
        var server = await LocalS3Server.StartAsync(new LocalS3Options { Console = pages.HandleAsync });
        return new ConsoleSite(server, pages);
    }

    internal async Task PutAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await Client.PutObjectAsync(new PutObjectRequest { BucketName = "local", Key = key, ContentBody = "x" });
        }
    }

    internal Task<HttpResponseMessage> SendAsync(string call) => _http.GetAsync(new Uri($"{Address}/api/{call}"));

    internal async Task<JsonElement> GetAsync(string call) =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri($"{Address}/api/{call}"));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _own.Dispose();
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
