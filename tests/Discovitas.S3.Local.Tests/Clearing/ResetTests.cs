namespace Discovitas.S3.Local.Tests.Clearing;

/// <summary>A server that is as new, between two tests.</summary>
public sealed class ResetTests : ScenarioTest
{
    [Fact]
    public async Task ResetAsync_RemovesWhatWasAdded()
    {
        await Scenario.PutAsync("a/b", "x");
        await Scenario.PutAsync("a", "beside its own folder");
        await Scenario.S3.InitiateMultipartUploadAsync(Scenario.Bucket, "big");
        await Scenario.PutCorsAsync(new CORSRule { AllowedOrigins = ["https://a.example"], AllowedMethods = ["PUT"] });
        await Scenario.S3.PutBucketAsync("other");
        await Scenario.S3.PutObjectAsync(new() { BucketName = "other", Key = "k", ContentBody = "x" });
        Scenario.Server.Faults = call => call.Operation is S3Operation.HeadBucket ? S3Fault.EmptyOk : null;

        await Scenario.Server.ResetAsync();

        Scenario.Server.Requests.Should().BeEmpty();
        Scenario.Server.Faults.Should().BeNull();
        (await Scenario.S3.ListBucketsAsync()).Buckets.Should().ContainSingle()
            .Which.BucketName.Should().Be(Scenario.Bucket);
        (await Scenario.KeysAsync()).Should().BeEmpty();
        (await Scenario.S3.ListMultipartUploadsAsync(Scenario.Bucket)).MultipartUploads.Should().BeNullOrEmpty();
        await Scenario.ShouldFail(
            () => Scenario.S3.GetCORSConfigurationAsync(Scenario.Bucket), "NoSuchCORSConfiguration");
        Directory.GetFiles(Path.Combine(Scenario.Server.Folder, Scenario.Bucket)).Should().BeEmpty();
        Scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task ResetAsync_WithoutTheFirstBucket_CreatesIt()
    {
        await Scenario.S3.DeleteBucketAsync(Scenario.Bucket);

        await Scenario.Server.ResetAsync();

        await Scenario.PutAsync("k", "x");
    }

    [Fact]
    public async Task ResetAsync_BesideRequests_LeavesNothingOfThem()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                await Scenario.PutAsync($"{writer}/{round % 5}", "x");
            }
        })).ToArray();
        for (var round = 0; round < 20; round++)
        {
            await Scenario.Server.ResetAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await Scenario.Server.ResetAsync();

        (await Scenario.KeysAsync()).Should().BeEmpty();
        Scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task ResetAsync_WhileAFaultKeepsARequestWaiting_EndsIt()
    {
        Scenario.Server.Faults = _ => S3Fault.Silence;
        var silent = Scenario.Http.GetAsync("/local/k");
        await ArrivedAsync();

        await Scenario.Server.ResetAsync();

        await silent.Invoking(task => task).Should().ThrowAsync<HttpRequestException>();
        await Scenario.PutAsync("k", "x");
        Scenario.Server.Faults = _ => S3Fault.Silence;
        var again = Scenario.Http.GetAsync("/local/k");
        await ArrivedAsync();
        again.IsCompleted.Should().BeFalse("a fault that begins later waits as before");
    }

    [Fact]
    public async Task ResetAsync_WhileARequestGoesOnAndOn_AbortsIt()
    {
        Scenario.Server.Faults = _ => S3Fault.SlowBody(1);
        using var exchange = await Scenario.Raw.BeginAsync(new RawRequest("PUT", "/local/k") { Body = new byte[500] });
        await ArrivedAsync();

        await Scenario.Server.ResetAsync();

        (await exchange.ReadAsync()).Text.Should().BeEmpty();
        (await Scenario.KeysAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task ResetAsync_OfSeveralAtOnce_Succeeds()
    {
        await Scenario.PutAsync("k", "x");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Scenario.Server.ResetAsync()));

        (await Scenario.KeysAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task ResetAsync_Canceled_DeletesNothingAndLetsRequestsIn()
    {
        await Scenario.PutAsync("k", "x");
        var reset = () => Scenario.Server.ResetAsync(new CancellationToken(canceled: true));
        Scenario.Server.Faults = _ => S3Fault.Delay(TimeSpan.FromDays(1));
        using var stop = new CancellationTokenSource();
        var waiting = Scenario.Http.GetAsync("/local/other", stop.Token);
        await ArrivedAsync();

        await reset.Should().ThrowAsync<OperationCanceledException>();

        (await Scenario.GetAsync("k")).Should().Be("x");
        await stop.CancelAsync();
    }

    // The client cannot know, but the log does.
    private async Task ArrivedAsync()
    {
        while (Scenario.Server.Requests.LastOrDefault() is not { Operation: not null, Status: null })
        {
            await Task.Yield();
        }
    }
}
