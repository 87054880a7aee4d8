using Amazon.Runtime;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A server for one test, with clients for it.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    private Scenario(LocalS3Server server)
    {
        Server = server;
        S3 = CreateClient();
        Raw = new RawClient(server);
        Http = new HttpClient { BaseAddress = new Uri(server.ServiceUrl) };
    }

    internal LocalS3Server Server { get; }

    internal AmazonS3Client S3 { get; }

    internal RawClient Raw { get; }

    /// <summary>Gets a client that signs nothing, like a browser.</summary>
    internal HttpClient Http { get; }

    internal string Bucket => Server.Bucket;

    internal static async Task<Scenario> StartAsync(LocalS3Options? options = null) => new(
        await LocalS3Server.StartAsync(options));

    /// <summary>Creates a client of the SDK with its default settings.</summary>
    internal AmazonS3Client CreateClient(
        string? accessKeyId = null, string? secret = null, Action<AmazonS3Config>? configure = null)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = Server.ServiceUrl,
            ForcePathStyle = true,
            AuthenticationRegion = Server.Region,
        };
        configure?.Invoke(config);
        return new AmazonS3Client(
            new BasicAWSCredentials(accessKeyId ?? Server.AccessKeyId, secret ?? Server.SecretAccessKey), config);
    }

    internal Task<PutObjectResponse> PutAsync(string key, string content) =>
        S3.PutObjectAsync(NewPut(key, content));

    /// <summary>Creates a request of the SDK that stores an object, for the test to add headers to.</summary>
    internal PutObjectRequest NewPut(string key = "k", string content = "x", string? contentType = null) =>
        new() { BucketName = Bucket, Key = key, ContentBody = content, ContentType = contentType };

    internal async Task<string> GetAsync(string key)
    {
        using var response = await S3.GetObjectAsync(Bucket, key);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Sends a signed request, byte for byte.</summary>
    internal Task<RawResponse> SendAsync(string method, string target = "/k", byte[]? body = null) =>
        Raw.SendAsync(new RawRequest(method, $"/{Bucket}{target}") { Body = body ?? [] });

    /// <summary>Returns the keys of the bucket, in order.</summary>
    internal async Task<List<string>> KeysAsync()
    {
        var listed = await S3.ListObjectsV2Async(new() { BucketName = Bucket });
        return [.. (listed.S3Objects ?? []).Select(item => item.Key)];
    }

    internal Task PutCorsAsync(params CORSRule[] rules) => S3.PutCORSConfigurationAsync(new()
    {
        BucketName = Bucket,
        Configuration = new CORSConfiguration { Rules = [.. rules] },
    });

    /// <summary>Asserts that a call of the SDK fails with this error.</summary>
    internal static async Task ShouldFail(Func<Task> call, string code, string because = "") =>
        (await FailureOf(call)).ErrorCode.Should().Be(code, because);

    internal static async Task<AmazonS3Exception> FailureOf(Func<Task> call) =>
        (await call.Should().ThrowAsync<AmazonS3Exception>()).Which;

    internal string PathOf(string key) => Path.Combine(Server.Folder, Bucket, Path.Combine(key.Split('/')));

    /// <summary>Returns the staged files, of which there are none while no request is running.</summary>
    internal string[] Staged() => Directory.GetFileSystemEntries(
        Path.Combine(Server.Folder, ".discovitas-s3", "staging"));

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
