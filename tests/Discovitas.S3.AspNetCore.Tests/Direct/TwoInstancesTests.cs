using System.Collections.Concurrent;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>
/// Two instances of an app on one store: a file is accepted once, an accepted file never goes, and no client is told
/// otherwise.
/// </summary>
public sealed class TwoInstancesTests
{
    // As an app with an ordinary unique index on the key.
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, int> _table = new();
    private readonly ConcurrentQueue<string> _calls = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BothAtOnce_AskOnce_AndBothSucceed(bool inParts)
    {
        await using var one = await DirectApp.StartAsync(Insert);
        await using var two = await DirectApp.StartAsync(Insert, first: one);
        for (var round = 0; round < 5; round++)
        {
            var (key, complete) = await SendAsync(one, inParts);

            var responses = await Task.WhenAll(
                Task.Run(() => complete(one)), Task.Run(() => complete(two)), Task.Run(() => complete(one)));

            responses.Select(response => response.Problem).Should().AllBe("200");
            responses.Should().AllSatisfy(response => response.Body.Should().Contain(key));
            _calls.Where(call => call == key).Should().ContainSingle();
            (await one.HoldsAsync()).Should().BeEquivalentTo(_table.Keys);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OneAfterTheOther_AskOnce_AndBothSucceed(bool inParts)
    {
        await using var one = await DirectApp.StartAsync(Insert);
        await using var two = await DirectApp.StartAsync(Insert, first: one);
        var (key, complete) = await SendAsync(one, inParts);

        (await complete(one)).Status.Should().Be(200);
        (await complete(two)).Status.Should().Be(200);

        _calls.Should().Equal(key);
        (await one.HoldsAsync()).Should().Equal(key);
    }

    // The record exists before the app has done everything, so that another call fails before this one has succeeded.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnAppThatTakesItsTime_KeepsItsFile_AndTheOtherClientIsToldToWait(bool inParts)
    {
        var inserted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await DirectApp.StartAsync(options => options.AfterUpload = async (upload, _) =>
        {
            InsertOnce(upload.File.Key);
            inserted.TrySetResult();
            await isDone.Task;
        });
        await using var two = await DirectApp.StartAsync(Insert, first: one);
        var (key, complete) = await SendAsync(one, inParts);

        var first = complete(one);
        await inserted.Task;
        var second = await complete(two);
        isDone.SetResult();

        second.Problem.Should().Be("409 being-completed");
        (await first).Status.Should().Be(200);
        (await complete(two)).Status.Should().Be(200);
        _calls.Should().Equal(key);
        (await one.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task AFileThatOneInstanceDoesNotAccept_IsKeptOnlyIfTheOtherAcceptsIt()
    {
        await using var one = await StartFailingAsync();
        await using var two = await DirectApp.StartAsync(Insert, first: one);
        var (key, complete) = await SendAsync(one, inParts: false);

        var (first, second) = await CompleteAtBothAsync(complete, one, two);

        first.Status.Should().Be(500);
        second.Status.Should().Be(200);
        _calls.Should().Equal(key);
        (await one.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task AFileInPartsThatOneInstanceDoesNotAccept_IsMissingForTheOther_OrAcceptedByIt()
    {
        await using var one = await StartFailingAsync();
        await using var two = await DirectApp.StartAsync(Insert, first: one);
        var (_, complete) = await SendAsync(one, inParts: true);

        var (first, second) = await CompleteAtBothAsync(complete, one, two);

        // The first removes the file only if it does not see the other waiting for its turn.
        first.Status.Should().Be(500);
        second.Problem.Should().BeOneOf("404 missing-upload", "200");
        (await one.HoldsAsync()).Should().Equal(_calls, "what is accepted stays, and nothing else");
    }

    // The second instance is asked while the first one's app does not know yet that it fails.
    private async Task<(Response First, Response Second)> CompleteAtBothAsync(
        Func<DirectApp, Task<Response>> complete, DirectApp one, DirectApp two)
    {
        var first = complete(one);
        await _asked.Task;
        var second = await complete(two);
        return (await first, second);
    }

    private Task<DirectApp> StartFailingAsync() => DirectApp.StartAsync(options => options.AfterUpload = async (_, _) =>
    {
        _asked.TrySetResult();
        await Task.Yield();
        throw new InvalidOperationException("The database is gone.");
    });

    private void Insert(S3UploadOptions options) => options.AfterUpload = async (upload, _) =>
    {
        await Task.Yield();
        InsertOnce(upload.File.Key);
        await Task.Yield();
    };

    private void InsertOnce(string key)
    {
        _calls.Enqueue(key);
        if (!_table.TryAdd(key, 1))
        {
            throw new InvalidOperationException("UNIQUE constraint failed: files.key");
        }
    }

    private static async Task<(string Key, Func<DirectApp, Task<Response>> Complete)> SendAsync(
        DirectApp app, bool inParts)
    {
        if (inParts)
        {
            var (id, partsKey) = await CompanionEndpointsTests.StartAsync(app);
            await CompanionEndpointsTests.SendPartAsync(app, id, partsKey, [1, 2]);
            return (partsKey, at => at.PostAsync($"/uploads/s3/multipart/{id}/complete?key={partsKey}", new { }));
        }

        var issued = (await app.GetAsync("/uploads/s3/params?filename=one.jpg&type=image%2Fjpeg")).Json;
        using var sent = await DirectApp.SendFileAsync(issued, [1]);
        var key = issued.GetProperty("key").GetString()!;
        return (key, at => at.PostAsync("/uploads/s3/verify", new { key }));
    }
}
