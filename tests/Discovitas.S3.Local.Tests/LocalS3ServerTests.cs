using System.Net.Sockets;

namespace Discovitas.S3.Local.Tests;

/// <summary>Start, stop and restart of the server.</summary>
public sealed class LocalS3ServerTests
{
    [Fact]
    public async Task StartAsync_WithoutOptions_UsesATemporaryFolder()
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
    public async Task DisposeAsync_WithAConfiguredFolder_KeepsIt()
    {
        using var folder = new TemporaryFolder();
        await (await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.Path })).DisposeAsync();

        Directory.Exists(folder.Path).Should().BeTrue();
    }

    [Fact]
    public async Task StartAsync_OnAPortInUse_Throws()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var start = () => LocalS3Server.StartAsync(new LocalS3Options { Port = port });

        await start.Should().ThrowAsync<IOException>().WithMessage($"Port {port} of 127.0.0.1 is in use*");
    }

    [Fact]
    public async Task StartAsync_OfTwoServersOnAFolder_KeepsTheirAddresses()
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
    public async Task StartAsync_WithTheLastPortInUse_UsesAnother()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Directory.CreateDirectory(Path.Combine(folder.Path, ".discovitas-s3"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, ".discovitas-s3", "port"), $"{((IPEndPoint)other.LocalEndpoint).Port}");

        await using var scenario = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });

        await scenario.PutAsync("k", "x");
    }

    [Theory]
    [InlineData("Not A Bucket", 0, "us-east-1")]
    [InlineData("local", 65536, "us-east-1")]
    [InlineData("local", 0, " ")]
    public async Task StartAsync_WithAnInvalidOption_Throws(string bucket, int port, string region)
    {
        var start = () => LocalS3Server.StartAsync(
            new LocalS3Options { Bucket = bucket, Port = port, Region = region });

        await start.Should().ThrowAsync<ArgumentException>();
    }

    public static TheoryData<LocalS3Options, string> WrongOptions => new()
    {
        { new() { AccessKeys = { null! } }, "LocalS3Options.AccessKeys has a key without*" },
        {
            new() { AccessKeys = { new() { AccessKeyId = "", SecretAccessKey = "s" } } },
            "LocalS3Options.AccessKeys has a key without*"
        },
        { new() { Folder = "" }, "LocalS3Options.Folder is empty*" },
        { new() { BindAddress = IPAddress.Parse("192.0.2.1") }, "192.0.2.1 is not an address of this machine*" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task StartAsync_WithAWrongOption_NamesIt(LocalS3Options options, string problem)
    {
        var start = () => LocalS3Server.StartAsync(options);

        await start.Should().ThrowAsync<Exception>().WithMessage(problem);
    }

    [Fact]
    public async Task ResetAsync_OfADisposedServer_Throws()
    {
        var server = await LocalS3Server.StartAsync();
        await server.DisposeAsync();

        await server.Invoking(one => one.ResetAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task StartAsync_WithAnAgeOfZero_Throws()
    {
        var start = () => LocalS3Server.StartAsync(new LocalS3Options { AbortUploadsAfter = TimeSpan.Zero });

        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage("LocalS3Options.AbortUploadsAfter is*null*");
    }

    [Fact]
    public async Task Restart_OnTheSameFolder_KeepsObjectsUploadsAndAddress()
    {
        using var folder = new TemporaryFolder();
        string address, id;
        await using (var before = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            address = before.Server.ServiceUrl;
            var put = before.NewPut("a/k", contentType: "image/png");
            put.Metadata["m"] = "1";
            await before.S3.PutObjectAsync(put);
            id = (await before.S3.InitiateMultipartUploadAsync(before.Bucket, "big")).UploadId;
        }

        await using var after = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });

        after.Server.ServiceUrl.Should().Be(address);
        var head = await after.S3.GetObjectMetadataAsync(after.Bucket, "a/k");
        head.Headers.ContentType.Should().Be("image/png");
        head.Metadata["m"].Should().Be("1");
        (await after.S3.ListMultipartUploadsAsync(after.Bucket)).MultipartUploads
            .Should().ContainSingle().Which.UploadId.Should().Be(id);
    }

    [Fact]
    public async Task CreateSettings_PointAtTheServer()
    {
        await using var server = await LocalS3Server.StartAsync(
            new LocalS3Options
            {
                Bucket = "pictures",
                Region = "eu-west-1",
                AccessKeyId = "ID",
                SecretAccessKey = "secret",
            });

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

        var stored = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k");
        stored.LastModified!.Value.Should().BeCloseTo(DateTime.UtcNow.AddMinutes(-10), TimeSpan.FromMinutes(1));
    }
}
