using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Tests.Serve;

/// <summary>The server as a process.</summary>
public sealed class ServeTests
{
    // A shell without job control starts what it puts into the background with INT ignored, and the tool with it.
    public static TheoryData<string> Signals => IsInterruptIgnored() ? ["TERM"] : ["TERM", "INT"];

    [Fact]
    public async Task Serve_WithBuckets_IsReadyForClients()
    {
        await using var tool = await ToolProcess.StartAsync(
            ["serve", "--port", "0", "--bucket", "pictures", "--bucket", "scans", "--cors", "https://a.example",
                "--access-key", "ID", "--secret-key", "secret", "--region", "eu-west-1"]);
        using var client = Client(tool.Url, "ID", "secret", "eu-west-1");
        using var http = new HttpClient();

        var buckets = await client.ListBucketsAsync();
        var cors = await client.GetCORSConfigurationAsync("scans");

        buckets.Buckets.Select(bucket => bucket.BucketName).Should().Equal("pictures", "scans");
        cors.Configuration.Rules.Should().ContainSingle()
            .Which.AllowedOrigins.Should().Contain(["https://a.example", "http://localhost:*"]);
        (await http.GetStringAsync(new Uri($"{tool.Url}/_health"))).Should().Be("Healthy");
    }

    [Fact]
    public async Task Serve_WithFaults_AppliesThem()
    {
        using var folder = new ToolFolder();
        folder.Write("faults.json", """[{ "operation": "HeadBucket", "fault": "Error", "status": 400, "code": "A"}]""");
        await using var tool = await ToolProcess.StartAsync(
            ["serve", "--port", "0", "--faults", Path.Combine(folder.Path, "faults.json")]);
        using var client = Client(tool.Url);

        var head = () => client.HeadBucketAsync(new HeadBucketRequest { BucketName = "local" });

        (await head.Should().ThrowAsync<AmazonS3Exception>()).Which.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Serve_OnAPortInUse_SaysHowToChooseAnother()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await ShouldFailAsync(
            ["serve", "--port", $"{port}"],
            1,
            $"Port {port} of 127.0.0.1 is in use by another program. Choose another with --port N, or any free one "
            + "with --port 0.");
    }

    [Theory]
    [InlineData("--bind 192.0.2.1", 1, "192.0.2.1 is not an address of this machine. Choose another with --bind.")]
    [InlineData("--bucket a..b", 2, "--bucket needs a bucket's name: ")]
    [InlineData("--folder /proc/x", 1, "--folder /proc/x cannot be used: ")]
    [InlineData("--faults missing.json", 2, "The file of --faults cannot be read:")]
    public Task Serve_WithAWrongValue_IsExplained(string options, int code, string problem) =>
        ShouldFailAsync(["serve", "--port", "0", .. options.Split(' ')], code, problem);

    [Fact]
    public async Task Serve_ForOtherMachines_WarnsThatTheKeysAreKnown()
    {
        var (code, output, error) = await StopAsync(["serve", "--port", "0", "--bind", "0.0.0.0"], "TERM");

        code.Should().Be(0);
        output.Should().Contain("Ready: http://127.0.0.1:").And.Contain("Stopped.");
        error.Should().StartWith("Warning: other machines can connect, and the keys are those that everybody knows.");
    }

    [Theory]
    [InlineData("--bind 0.0.0.0", "with a signature only", HttpStatusCode.Forbidden)]
    [InlineData("--bind 0.0.0.0 --public-read", "also without a signature", HttpStatusCode.OK)]
    [InlineData("--bind 127.0.0.1", "also without a signature", HttpStatusCode.OK)]
    public async Task Serve_ForOtherMachines_WantsASignatureForReads(
        string options, string reads, HttpStatusCode status)
    {
        string[] args = ["serve", "--port", "0", .. options.Split(' ')];
        await using var tool = await ToolProcess.StartAsync(args);
        using var client = Client(tool.Url);
        using var http = new HttpClient();
        await client.PutObjectAsync(new PutObjectRequest { BucketName = "local", Key = "k", ContentBody = "x" });

        using var response = await http.GetAsync(new Uri($"{tool.Url}/local/k"));
        var (_, output, error) = await StopAsync(args, "TERM");

        response.StatusCode.Should().Be(status);
        output.Should().Contain($"  reads      {reads}\n");
        error.Contains("without a key, because of --public-read", StringComparison.Ordinal)
            .Should().Be(options.EndsWith("--public-read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_PrintsTheCallOfEnvForItsAddress()
    {
        var (_, output, _) = await StopAsync(["serve", "--port", "0", "--bind", "127.0.0.2"], "TERM");

        var url = output.Split('\n')[0]["Ready: ".Length..];
        output.Should().Contain($"  variables  discovitas-s3 env --bind 127.0.0.2 --port {new Uri(url).Port}\n");
    }

    [Fact]
    public async Task Env_WithKeysInTheEnvironment_PrintsThem()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(
            ["env", "--shell", "bash", "--access-key", "OPTION"],
            [("DISCOVITAS_S3_ACCESS_KEY", "VARIABLE"), ("DISCOVITAS_S3_SECRET_KEY", "hidden")]);

        result.Output.Should().Contain("export AWS_ACCESS_KEY_ID='OPTION'\n")
            .And.Contain("export AWS_SECRET_ACCESS_KEY='hidden'\n");
    }

    [Fact]
    public async Task Serve_WithKeysInTheEnvironment_UsesThem()
    {
        (string, string)[] keys = [("DISCOVITAS_S3_ACCESS_KEY", "ID"), ("DISCOVITAS_S3_SECRET_KEY", "secret")];

        var (code, output, error) = await StopAsync(["serve", "--port", "0", "--bind", "0.0.0.0"], "TERM", keys);

        (code, error).Should().Be((0, ""), "the keys are not those that everybody knows");
        output.Should().NotContain("--access-key").And.NotContain("--secret-key");
    }

    [Fact]
    public async Task Serve_WithAWrongKeyInTheEnvironment_IsExplained()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(["serve"], [("DISCOVITAS_S3_SECRET_KEY", "a b")]);

        result.Code.Should().Be(2);
        result.Error.Should().StartWith("The environment variable DISCOVITAS_S3_SECRET_KEY needs a value without");
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public async Task Serve_OnASignal_EndsWell(string signal)
    {
        var (code, output, error) = await StopAsync(["serve", "--port", "0", "--verbose"], signal);

        (code, error).Should().Be((0, ""));
        output.Should().Contain("Stopped. The files remain in .data/s3.");
    }

    [Fact]
    public async Task Env_PrintsVariables()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync("env", "--shell", "bash", "--bucket", "pictures");

        result.Code.Should().Be(0);
        result.Output.Should().Contain("export AWS_ENDPOINT_URL_S3='http://127.0.0.1:9000'\n")
            .And.Contain("export S3__Bucket='pictures'\n");
    }

    private static bool IsInterruptIgnored()
    {
        const string Ignored = "SigIgn:";
        const ulong Interrupt = 1 << 1;
        const string Status = "/proc/self/status";
        var lines = File.Exists(Status) ? File.ReadLines(Status) : [];
        return lines.FirstOrDefault(one => one.StartsWith(Ignored, StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[Ignored.Length..].Trim(), 16) & Interrupt) != 0;
    }

    private static async Task ShouldFailAsync(string[] args, int code, string problem)
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(args);

        (result.Code, result.Output).Should().Be((code, ""));
        result.Error.Should().StartWith(problem);
    }

    private static async Task<(int Code, string Output, string Error)> StopAsync(
        string[] args, string signal, params (string Name, string Value)[] environment)
    {
        using var folder = new ToolFolder();
        using var process = ToolProcess.Start(folder.Path, args, environment);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        var ready = await process.StandardOutput.ReadLineAsync(patience.Token);
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, $"{ready}\n{output}", await error);
    }

    private static AmazonS3Client Client(
        string url,
        string id = "LOCALDEVELOPMENT",
        string secret = "local-development-only",
        string region = "us-east-1") => new(
            id,
            secret,
            new AmazonS3Config
            {
                ServiceURL = url,
                ForcePathStyle = true,
                AuthenticationRegion = region,
                MaxErrorRetry = 0,
            });
}
