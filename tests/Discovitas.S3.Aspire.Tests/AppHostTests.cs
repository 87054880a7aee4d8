using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Aspire.Tests;

/// <summary>The AppHost of the README runs, and its APIs upload.</summary>
public sealed class AppHostTests(RunningAppHost host) : IClassFixture<RunningAppHost>
{
    [OrchestratorFact]
    public async Task Api_Uploads_IntoTheDataFolder()
    {
        var url = await host.UploadAsync("api", "/pictures/a.txt");

        url.Should().StartWith($"{host.Url}/pictures/uploads/");
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(url))).Should().Be("hello");
        (await File.ReadAllTextAsync(host.Folder + new Uri(url).AbsolutePath)).Should().Be("hello");
    }

    [OrchestratorFact]
    public async Task Api_WithSeveralBuckets_HasAStoreForEach()
    {
        (await host.UploadAsync("two", "/documents/a.txt")).Should().StartWith($"{host.Url}/documents/");
        (await host.UploadAsync("two", "/avatars/a.txt")).Should().StartWith($"{host.Url}/bucket-of-faces/");
    }

    [OrchestratorFact]
    public async Task Variables_AreOurs_ThoseOfAws_AndTheConnectionString()
    {
        var variables = await host.EnvironmentAsync("api");

        variables.Should().Contain(new Dictionary<string, string>
        {
            ["S3__ServiceUrl"] = host.Url,
            ["S3__Bucket"] = "pictures",
            ["S3__Region"] = "us-east-1",
            ["S3__AccessKeyId"] = "LOCALDEVELOPMENT",
            ["S3__SecretAccessKey"] = "local-development-only",
            ["AWS_ENDPOINT_URL_S3"] = host.Url,
            ["AWS_ACCESS_KEY_ID"] = "LOCALDEVELOPMENT",
            ["AWS_SECRET_ACCESS_KEY"] = "local-development-only",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["ConnectionStrings__pictures"] = $"Endpoint={host.Url};AccessKey=LOCALDEVELOPMENT;"
                + "SecretKey=local-development-only;Bucket=pictures;Region=us-east-1",
            ["PICTURES_URI"] = host.Url,
            ["PICTURES_BUCKETNAME"] = "pictures",
        });
    }

    [OrchestratorFact]
    public async Task Variables_OfSeveralBuckets_AreByName()
    {
        var variables = await host.EnvironmentAsync("two");

        variables.Should().Contain("S3__documents__Bucket", "documents")
            .And.Contain("S3__avatars__Bucket", "bucket-of-faces")
            .And.ContainKeys("ConnectionStrings__documents", "ConnectionStrings__avatars", "AWS_ENDPOINT_URL_S3")
            .And.NotContainKey("S3__Bucket");
    }

    [OrchestratorFact]
    public async Task Dashboard_ShowsStateHealthAddressAndFolder()
    {
        await host.App.ResourceNotifications.WaitForResourceHealthyAsync("faces");
        await host.App.ResourceNotifications.WaitForResourceHealthyAsync("s3");

        var shown = host.Shown("s3");
        shown.ResourceType.Should().Be("S3 server");
        shown.State!.Text.Should().Be(KnownResourceStates.Running);
        shown.Urls.Should().ContainSingle().Which.Url.Should().Be(host.Url);
        Source(shown).Should().Be(host.Folder);
        Source(host.Shown("faces")).Should().Be("bucket-of-faces");
        host.Shown("faces").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [OrchestratorFact]
    public async Task Log_HasTheRequests()
    {
        await host.UploadAsync("api", "/pictures/a.txt");

        var log = host.App.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(host.Server);
        var found = await log.SelectMany(lines => lines)
            .FirstAsync(line => line.Content.Contains("PutObject pictures/uploads/", StringComparison.Ordinal));
        found.IsErrorMessage.Should().BeFalse();
        found.Content.Should().MatchRegex(" 200 in [0-9]+ ms$");
    }

    [OrchestratorFact]
    public async Task Stopped_AppsFail_AndStartedAgain_ItHasItsAddressAndItsObjects()
    {
        var url = await host.UploadAsync("api", "/pictures/a.txt");

        (await host.CommandAsync(KnownResourceCommands.StopCommand)).Success.Should().BeTrue();
        using var failed = await host.PutAsync("api", "/pictures/a.txt");
        var (stopped, bucket) = (host.Shown("s3").State!.Text, host.Shown("pictures").State!.Text);
        (await host.CommandAsync(KnownResourceCommands.StartCommand)).Success.Should().BeTrue();

        failed.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (stopped, bucket).Should().Be((KnownResourceStates.Exited, KnownResourceStates.Exited));
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(url))).Should().Be("hello");
        (await host.UploadAsync("api", "/pictures/a.txt")).Should().StartWith(host.Url);
    }

    private static object? Source(CustomResourceSnapshot shown) =>
        shown.Properties.Single(property => property.Name == CustomResourceKnownProperties.Source).Value;
}
