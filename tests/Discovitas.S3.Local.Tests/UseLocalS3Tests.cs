using Amazon.Runtime;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Local.Tests;

/// <summary>An app under test, whose stores are all on one embedded server.</summary>
public sealed class UseLocalS3Tests
{
    // Otherwise the content root of the app, which is in this assembly, would be a folder beside the solution.
    static UseLocalS3Tests() => Environment.SetEnvironmentVariable(
        "ASPNETCORE_TEST_CONTENTROOT_DISCOVITAS_S3_LOCAL_TESTS", AppContext.BaseDirectory);

    [Fact]
    public async Task UseLocalS3_InAWebApplicationFactory_TakesThePlaceOfTheBucket()
    {
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(
            host => host.ConfigureTestServices(services => services.UseLocalS3()));
        using var browser = factory.CreateClient();
        var server = factory.Services.GetRequiredService<LocalS3Server>();

        var url = await PutAsync(browser);

        url.Should().StartWith($"{server.ServiceUrl}/production-bucket/uploads/");
        server.Requests.Should().ContainSingle().Which.Bucket.Should().Be("production-bucket");
        using var http = new HttpClient();
        (await http.GetStringAsync(url)).Should().Be("hello");
        await server.ResetAsync();
        (await http.GetAsync(url)).StatusCode.Should().Be(HttpStatusCode.Forbidden, "S3 says so if nothing is there");
        (await PutAsync(browser)).Should().NotBe(url, "the bucket is there again");
        await factory.DisposeAsync();
        await http.Invoking(client => client.GetAsync(url)).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task UseLocalS3_WithNamedStores_KeepsTheirBuckets()
    {
        await using var services = Build(services =>
        {
            services.AddS3Uploads("avatars", settings => (settings.Bucket, settings.KeyPrefix) = ("avatars", "faces/"));
            services.AddS3Uploads("scans", settings => settings.Bucket = "arn:aws:s3:eu-west-1:1:accesspoint/scans");
        });

        var url = await services.GetRequiredKeyedService<S3Service>("avatars").UploadAsync(FolderApps.Hello);
        var other = await services.GetRequiredKeyedService<S3Service>("scans").UploadAsync(FolderApps.Hello);

        var server = services.GetRequiredService<LocalS3Server>();
        url.Should().StartWith($"{server.ServiceUrl}/avatars/faces/");
        other.Should().StartWith($"{server.ServiceUrl}/local/uploads/", "this name cannot be a folder");
    }

    [Fact]
    public async Task UseLocalS3_WithClientsOfTheApp_ReplacesThem()
    {
        await using var services = Build(services =>
        {
            services.AddSingleton<IAmazonS3>(_ => Elsewhere());
            services.AddKeyedSingleton<IAmazonS3>("avatars", (_, _) => Elsewhere());
            services.AddS3Uploads("avatars", settings => settings.Bucket = "avatars");
        });
        var address = services.GetRequiredService<LocalS3Server>().ServiceUrl;

        await services.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);
        await services.GetRequiredKeyedService<S3Service>("avatars").UploadAsync(FolderApps.Hello);

        IAmazonS3[] clients =
        [
            services.GetRequiredService<IAmazonS3>(), services.GetRequiredKeyedService<IAmazonS3>("avatars"),
        ];
        clients.Should().AllSatisfy(client => client.Config.ServiceURL.TrimEnd('/').Should().Be(address));
    }

    [Fact]
    public async Task UseLocalS3_InAnAppWithAFolder_DoesNotUseTheFolder()
    {
        using var folder = new TemporaryFolder();
        var builder = FolderApps.InDevelopment();
        builder.Services.AddS3Uploads(settings => settings.Bucket = "pictures").UseLocalFolder(folder.Path);
        builder.Services.UseLocalS3(options => options.Region = "eu-west-3");
        using var host = builder.Build();
        await host.StartAsync();

        var url = await host.Services.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);

        url.Should().Contain("/pictures/uploads/");
        host.Services.GetRequiredService<IOptions<S3Settings>>().Value.Region.Should().Be("eu-west-3");
        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
        await host.StopAsync();
    }

    [Fact]
    public async Task UseLocalS3_InAProviderDisposedSynchronously_Stops()
    {
        string folder;
        using (var services = Build(_ => { }))
        {
            await services.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);
            folder = services.GetRequiredService<LocalS3Server>().Folder;
            Directory.Exists(folder).Should().BeTrue();
        }

        Directory.Exists(folder).Should().BeFalse();
    }

    [Fact]
    public async Task AddS3Uploads_WithTheSettingsOfAServer_UsesIt()
    {
        await using var server = await LocalS3Server.StartAsync();
        var services = new ServiceCollection();
        services.AddS3Uploads(settings: server.CreateSettings());
        await using var provider = services.BuildServiceProvider();

        var url = await provider.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);

        url.Should().StartWith($"{server.ServiceUrl}/local/uploads/");
    }

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddS3Uploads(settings => settings.Bucket = "pictures");
        add(services);
        return services.UseLocalS3().BuildServiceProvider();
    }

    private static async Task<string> PutAsync(HttpClient browser)
    {
        using var response = await browser.PutAsync("/pictures", new StringContent("hello"));
        return await response.Content.ReadAsStringAsync();
    }

    private static AmazonS3Client Elsewhere() => new(
        new BasicAWSCredentials("id", "secret"), new AmazonS3Config { ServiceURL = "http://127.0.0.1:9" });
}
