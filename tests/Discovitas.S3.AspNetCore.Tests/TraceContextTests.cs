using System.Diagnostics;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>
/// The caller's trace goes on to the store, beside the signature and without what else the caller hands on.
/// </summary>
public sealed class TraceContextTests
{
    private const int PartSize = 5 * 1024 * 1024;

    [Theory]
    [InlineData(100, 1)]
    [InlineData(100_000, 1)]
    [InlineData(PartSize + 1, 4)]
    public async Task StoreAsync_WithinAnActivity_TellsTheStoreItsTrace(int size, int requests)
    {
        await using var server = await LocalS3Server.StartAsync();
        using var relay = new RecordingRelay(server.ServiceUrl);
        await using var services = Services(server, relay.Url);
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("user", "jane").Start();
        caller.TraceStateString = "vendor=1";

        var file = await services.GetRequiredService<S3Service>()
            .StoreAsync(new FileUploadRequest("a.bin", "application/octet-stream", new byte[size]));

        file.Size.Should().Be(size, "the signature must hold beside the headers of the trace");
        relay.Heads.Should().HaveCount(requests).And.AllSatisfy(head =>
        {
            head.Should().Contain($"traceparent: 00-{caller.TraceId}-").And.Contain("tracestate: vendor=1")
                .And.Contain("Authorization: AWS4-HMAC-SHA256");
            head.Should().NotContainEquivalentOf("baggage").And.NotContainEquivalentOf("correlation-context")
                .And.NotContain("jane");
        });
    }

    [Fact]
    public async Task StoreAsync_WithinNoActivity_TellsTheStoreOfNone()
    {
        await using var server = await LocalS3Server.StartAsync();
        using var relay = new RecordingRelay(server.ServiceUrl);
        await using var services = Services(server, relay.Url);

        await services.GetRequiredService<S3Service>()
            .StoreAsync(new FileUploadRequest("a.bin", "application/octet-stream", new byte[100]));

        relay.Heads.Should().ContainSingle().Which.Should().NotContainEquivalentOf("traceparent");
    }

    private static ServiceProvider Services(LocalS3Server server, string url)
    {
        var services = new ServiceCollection();
        services.AddS3Uploads(settings =>
        {
            (settings.Bucket, settings.Region, settings.ServiceUrl, settings.PartSize) =
                (server.Bucket, server.Region, url, PartSize);
            (settings.AccessKeyId, settings.SecretAccessKey) = (server.AccessKeyId, server.SecretAccessKey);
        });
        return services.BuildServiceProvider();
    }
}
