using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A server of its own for each test, and clients for it.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    private Scenario(LocalS3Server server)
    {
        Server = server;
        S3 = CreateClient();
        Raw = new RawClient(server);
        Http = new HttpClient { BaseAddress = new Uri(server.ServiceUrl) };
    }

    public LocalS3Server Server { get; }

    public AmazonS3Client S3 { get; }

    public RawClient Raw { get; }

    /// <summary>A browser: signs nothing.</summary>
    public HttpClient Http { get; }

    public string Bucket => Server.Bucket;

    public static async Task<Scenario> StartAsync(LocalS3Options? options = null) => new(await LocalS3Server.StartAsync(options));

    /// <summary>The SDK as it is by default, but for the address.</summary>
    public AmazonS3Client CreateClient(string? accessKeyId = null, string? secret = null, Action<AmazonS3Config>? configure = null)
    {
        var config = new AmazonS3Config { ServiceURL = Server.ServiceUrl, ForcePathStyle = true, AuthenticationRegion = Server.Region };
        configure?.Invoke(config);
        return new AmazonS3Client(new BasicAWSCredentials(accessKeyId ?? Server.AccessKeyId, secret ?? Server.SecretAccessKey), config);
    }

    public Task<PutObjectResponse> PutAsync(string key, string content) =>
        S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = content });

    public async Task<string> GetAsync(string key)
    {
        using var response = await S3.GetObjectAsync(Bucket, key);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    public static async Task<AmazonS3Exception> FailureOf(Func<Task> call) => (await call.Should().ThrowAsync<AmazonS3Exception>()).Which;

    public string PathOf(string key) => Path.Combine(Server.Folder, Bucket, Path.Combine(key.Split('/')));

    /// <summary>What uploads leave behind; nothing may be here when no request is under way.</summary>
    public string[] Staged() => Directory.GetFileSystemEntries(Path.Combine(Server.Folder, ".discovitas-s3", "staging"));

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
