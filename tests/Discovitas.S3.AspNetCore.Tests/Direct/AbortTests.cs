using System.Net.Http.Json;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>An abort and a completion of one upload: the first wins, and the other is told at once.</summary>
public sealed class AbortTests : IDisposable
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _released = new();

    public void Dispose()
    {
        _released.Set();
        _released.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnAbortWhileTheAppAccepts_IsRejectedAtOnce_AndTheFileStays(bool isSigned)
    {
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = (_, _) => HoldAsync());
        var (id, key) = await SendAsync(app);
        var abort = () => isSigned
            ? app.PostAsync("/uploads/s3/sign", new { method = "DELETE", key, uploadId = id })
            : AbortAsync(app, id, key);

        var completing = CompleteAsync(app, id, key);
        await _entered.Task;
        var aborted = await abort();
        var isWaiting = !completing.IsCompleted;
        _released.Set();

        aborted.Problem.Should().Be("409 being-completed");
        aborted.Headers.RetryAfter.Should().NotBeNull();
        isWaiting.Should().BeTrue();
        (await completing).Status.Should().Be(200);
        (await abort()).Problem.Should().Be("409 completed");
        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task AnAbortWhileTheStoreCompletes_IsRejectedAtOnce_AndTheFileStays()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await SendAsync(app);
        app.Store.Faults = call => Hold(call, S3Operation.CompleteMultipartUpload);

        var (completed, aborted) = await CompleteAndAbortMeanwhileAsync(app, app, id, key);

        aborted.Problem.Should().Be("409 being-completed");
        completed.Status.Should().Be(200);
        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task ACompletionWhileTheUploadIsAborted_IsMissingAtOnce_AndNothingStays()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await SendAsync(app);
        app.Store.Faults = call => Hold(call, S3Operation.AbortMultipartUpload);

        var aborting = AbortAsync(app, id, key);
        await _entered.Task;
        var completed = await CompleteAsync(app, id, key);
        var second = AbortAsync(app, id, key);
        _released.Set();

        completed.Problem.Should().Be("404 missing-upload");
        (await aborting).Status.Should().Be(200);
        (await second).Status.Should().Be(200, "two aborts do not exclude each other");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACompletionOfAnAbortedUpload_IsMissing_AndNothingStays(bool isAccepted)
    {
        await using var app = await DirectApp.StartAsync(
            options => options.AfterUpload = isAccepted ? (_, _) => ValueTask.CompletedTask : null);
        var (id, key) = await SendAsync(app);
        (await AbortAsync(app, id, key)).Status.Should().Be(200);

        (await CompleteAsync(app, id, key)).Problem.Should().Be("404 missing-upload");
        (await AbortAsync(app, id, key)).Status.Should().Be(200);
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AnAbortThatTheStoreCarriesOutDuringTheCompletion_Wins()
    {
        await using var app = await DirectApp.StartAsync(
            options => options.AfterUpload = (_, _) => throw new InvalidOperationException("never called"));
        await using var other = await DirectApp.StartAsync(first: app);
        var (id, key) = await SendAsync(app);
        app.Store.Faults = call => Hold(call, S3Operation.CompleteMultipartUpload);

        var (completed, aborted) = await CompleteAndAbortMeanwhileAsync(app, other, id, key);

        aborted.Status.Should().Be(200);
        completed.Problem.Should().Be("404 missing-upload");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AnAbortAtAnotherInstanceWhileTheAppAccepts_IsRejected_AndTheFileStays()
    {
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = (_, _) => HoldAsync());
        await using var other = await DirectApp.StartAsync(first: app);
        var (id, key) = await SendAsync(app);

        var (completed, aborted) = await CompleteAndAbortMeanwhileAsync(app, other, id, key);

        aborted.Problem.Should().Be("409 completed");
        completed.Status.Should().Be(200);
        (await app.HoldsAsync()).Should().Equal(key);
    }

    // The abort is sent, and answered, while the app or the store holds the completion.
    private async Task<(Response Completed, Response Aborted)> CompleteAndAbortMeanwhileAsync(
        DirectApp completing, DirectApp aborting, string id, string key)
    {
        var completed = CompleteAsync(completing, id, key);
        await _entered.Task;
        var aborted = await AbortAsync(aborting, id, key);
        _released.Set();
        return (await completed, aborted);
    }

    private async ValueTask HoldAsync()
    {
        _entered.SetResult();
        await Task.Run(_released.Wait);
    }

    private S3Fault? Hold(S3Call call, S3Operation operation)
    {
        if (call.Operation == operation && _entered.TrySetResult())
        {
            _released.Wait();
        }

        return null;
    }

    private static async Task<(string Id, string Key)> SendAsync(DirectApp app)
    {
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        await CompanionEndpointsTests.SendPartAsync(app, id, key, [1, 2]);
        return (id, key);
    }

    private static Task<Response> AbortAsync(DirectApp app, string id, string key) =>
        app.SendAsync(HttpMethod.Delete, $"/uploads/s3/multipart/{id}?key={key}");

    private static Task<Response> CompleteAsync(DirectApp app, string id, string key) =>
        app.SendAsync(
            HttpMethod.Post, $"/uploads/s3/multipart/{id}/complete?key={key}", JsonContent.Create(new { }));
}
