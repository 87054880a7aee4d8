using System.Net;
using System.Net.Sockets;

namespace Discovitas.S3.Tool.Tests.Web;

/// <summary>The page as a process; what it does in a browser is in the browser tests.</summary>
public sealed class WebPageTests
{
    [Theory]
    [InlineData("--port={0}")]
    [InlineData("--port {0}")]
    public async Task ThePage_IsServedOnThePort(string option)
    {
        var port = FreePort();
        await using var tool = await ToolProcess.StartAsync(option.Replace("{0}", $"{port}").Split(' '));
        using var http = new HttpClient();

        tool.Url.Should().Be($"http://localhost:{port}");
        (await http.GetStringAsync(new Uri(tool.Url))).Should().Contain("<h1>Discovitas.S3</h1>");
    }

    [Fact]
    public async Task OptionsForPictures_AreTheSettings()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync([], [("S3__Images__MaxPixels", "0"), ("S3__Images__MinWidth", "0")]);

        result.Code.Should().Be(1);
        result.Error.Should().Contain("S3:Images:MaxPixels is 0").And.Contain("S3:Images:MinWidth is 0");
    }

    [Fact]
    public async Task TheEmbeddedS3_StaysWithServe()
    {
        await using var tool = await ToolProcess.StartAsync(["serve", "--port", "0"]);
        using var http = new HttpClient();

        using var response = await http.GetAsync(new Uri(tool.Url));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/files?all=true", "cross-site", "no-cors", 403)]
    [InlineData("/files?all=true", "same-site", "cors", 403)]
    [InlineData("/files", "cross-site", "navigate", 403)]
    [InlineData("/files", "same-origin", "cors", 200)]
    [InlineData("/", "cross-site", "navigate", 200)]
    public async Task OtherSites_CanOnlyLinkToThePage(string path, string site, string mode, int status)
    {
        await using var tool = await ToolProcess.StartAsync([]);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        http.DefaultRequestHeaders.Add("Sec-Fetch-Mode", mode);

        using var response = await http.GetAsync(new Uri(tool.Url + path));

        ((int)response.StatusCode).Should().Be(status);
    }

    [Fact]
    public async Task ABucketThatCannotBeReached_StopsTheStartAndIsExplained()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync([], BucketSettings.At("http://127.0.0.1:9", "my-bucket"));

        ShouldBeExplained(result, "127.0.0.1:9");
    }

    [Fact]
    public async Task CredentialsThatTheStoreDoesNotKnow_StopTheStartAndAreExplained()
    {
        await using var store = await ToolProcess.StartAsync(["serve", "--port", "0"]);
        using var folder = new ToolFolder();

        var result = await folder.RunAsync([], BucketSettings.At(store.Url, "local"));

        ShouldBeExplained(result, "S3:AccessKeyId");
    }

    private static void ShouldBeExplained(ToolResult result, string text)
    {
        result.Code.Should().Be(1);
        result.Output.Should().BeEmpty();
        result.Error.Should().ContainAll(text, "To look at everything else: discovitas-s3 doctor")
            .And.NotContainAny("do-not-print", "   at ");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
