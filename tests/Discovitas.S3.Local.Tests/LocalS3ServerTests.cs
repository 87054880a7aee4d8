using System.Net;
using System.Net.Sockets;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>Start and stop.</summary>
public sealed class LocalS3ServerTests
{
    [Fact]
    public async Task StartAsync_WithoutOptions_TakesATemporaryFolderAndRemovesIt()
    {
        var server = await LocalS3Server.StartAsync();

        Directory.Exists(server.Folder).Should().BeTrue();
        new Uri(server.ServiceUrl).Host.Should().Be("127.0.0.1");
        await server.DisposeAsync();

        Directory.Exists(server.Folder).Should().BeFalse();
        var call = async () => await new HttpClient().GetAsync(server.ServiceUrl);
        await call.Should().ThrowAsync<HttpRequestException>();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task DisposeAsync_WithAFolderThatWasGiven_LeavesIt()
    {
        using var folder = new TemporaryFolder();
        await (await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.Path })).DisposeAsync();

        Directory.Exists(folder.Path).Should().BeTrue();
    }

    [Fact]
    public async Task StartAsync_OnAPortInUse_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var start = () => LocalS3Server.StartAsync(new LocalS3Options { Port = port });

        await start.Should().ThrowAsync<IOException>().WithMessage($"Port {port} of 127.0.0.1 is in use*");
    }

    [Fact]
    public async Task StartAsync_OfTwoServersOnAFolder_GivesEachItsAddressAgain()
    {
        using var folder = new TemporaryFolder();
        string first, second;
        await using (var one = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.Path }))
        await using (var two = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            (first, second) = (one.ServiceUrl, two.ServiceUrl);
        }

        await using var again = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.Path });
        await using var other = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.Path });

        again.ServiceUrl.Should().Be(first);
        other.ServiceUrl.Should().Be(second);
    }

    [Fact]
    public async Task StartAsync_WhenTheLastPortIsInUse_TakesAnother()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Directory.CreateDirectory(Path.Combine(folder.Path, ".discovitas-s3"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, ".discovitas-s3", "port"), $"{((IPEndPoint)other.LocalEndpoint).Port}");

        await using var scenario = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });

        await scenario.PutAsync("k", "x");
    }

    [Theory]
    [InlineData("Not A Bucket", 0, "us-east-1")]
    [InlineData("local", 65536, "us-east-1")]
    [InlineData("local", 0, " ")]
    public async Task StartAsync_WithAnOptionThatIsNone_Throws(string bucket, int port, string region)
    {
        var start = () => LocalS3Server.StartAsync(new LocalS3Options { Bucket = bucket, Port = port, Region = region });

        await start.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task CreateSettings_PointAtTheServer()
    {
        await using var server = await LocalS3Server.StartAsync(new LocalS3Options { Bucket = "pictures", Region = "eu-west-1", AccessKeyId = "ID", SecretAccessKey = "secret" });

        server.CreateSettings().Should().BeEquivalentTo(new
        {
            Bucket = "pictures",
            Region = "eu-west-1",
            server.ServiceUrl,
            AccessKeyId = "ID",
            SecretAccessKey = "secret",
            ForcePathStyle = true,
            SessionToken = (string?)null,
            PublicBaseUrl = (string?)null,
            KeyPrefix = "uploads/",
        });
    }

    [Fact]
    public async Task Options_ChangedAfterTheStart_ChangeNothing()
    {
        var options = new LocalS3Options();
        await using var scenario = await Scenario.StartAsync(options);
        options.SecretAccessKey = "another";
        options.PublicRead = false;

        await scenario.PutAsync("k", "x");
        (await scenario.Http.GetStringAsync($"/{scenario.Bucket}/k")).Should().Be("x");
    }

    [Fact]
    public async Task LastModified_IsTheServersTime()
    {
        var clock = new ShiftedClock(TimeSpan.FromMinutes(-10));
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        await scenario.PutAsync("k", "x");

        (await scenario.S3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = scenario.Bucket, Key = "k" })).LastModified!.Value
            .Should().BeCloseTo(DateTime.UtcNow.AddMinutes(-10), TimeSpan.FromMinutes(1));
    }
}
