using System.Collections.Concurrent;
using System.Net.Http.Json;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>The app accepts a direct upload once: what it has accepted stays, what it has not goes.</summary>
public sealed class AcceptanceTests
{
    // As an app with an ordinary unique index on the key.
    private readonly ConcurrentDictionary<string, int> _table = new();
    private int _calls;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARepeatedRequest_DoesNotAskAgain_AndTheFileStays(bool inParts)
    {
        await using var app = await DirectApp.StartAsync(Insert);
        var (key, complete) = await SendAsync(app, inParts);

        (await complete()).Status.Should().Be(200);
        (await complete()).Status.Should().Be(200);
        (await app.PostAsync("/uploads/s3/verify", new { key })).Status.Should().Be(200);

        _calls.Should().Be(1);
        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManyAtOnce_AskOnce(bool inParts)
    {
        await using var app = await DirectApp.StartAsync(Insert);
        var (key, complete) = await SendAsync(app, inParts);

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(complete)));

        responses.Should().OnlyContain(response => response.Status == 200);
        _calls.Should().Be(1);
        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task AFileThatIsNotAccepted_IsRemoved_AndTheNextAttemptSucceeds()
    {
        var isDown = true;
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = (_, _) => isDown
            ? throw new InvalidOperationException("The database is gone.")
            : ValueTask.CompletedTask);
        var (key, complete) = await SendAsync(app, inParts: false);

        (await complete()).Status.Should().Be(500);
        (await app.HoldsAsync()).Should().Equal(key.Replace("uploads/", "pending/", StringComparison.Ordinal));
        isDown = false;
        (await complete()).Status.Should().Be(200);

        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task AFileInPartsThatIsNotAccepted_LeavesNothing()
    {
        await using var app = await DirectApp.StartAsync(
            options => options.AfterUpload = (_, _) => throw new InvalidOperationException("The database is gone."));
        var (_, complete) = await SendAsync(app, inParts: true);

        (await complete()).Status.Should().Be(500);

        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task BytesThatAreSentAfterTheFileWasAccepted_ChangeNothing()
    {
        await using var app = await DirectApp.StartAsync(Insert);
        var issued = (await app.GetAsync("/uploads/s3/params?filename=one.jpg&type=image%2Fjpeg")).Json;
        var key = issued.GetProperty("key").GetString()!;
        using var first = await DirectApp.SendFileAsync(issued, [1]);
        (await app.PostAsync("/uploads/s3/verify", new { key })).Status.Should().Be(200);

        using var second = await DirectApp.SendFileAsync(issued, [2]);
        await app.PostAsync("/uploads/s3/verify", new { key });

        (await app.HoldsAsync()).Should().Contain(key);
        using var stored = await app.Client.GetObjectAsync(app.Bucket, key);
        stored.ResponseStream.ReadByte().Should().Be(1);
    }

    [Fact]
    public async Task AClientThatLeaves_DoesNotInterruptTheApp()
    {
        using var leaving = new CancellationTokenSource();
        var accepted = new TaskCompletionSource();
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = async (upload, token) =>
        {
            await leaving.CancelAsync();
            var left = new TaskCompletionSource();
            upload.HttpContext.RequestAborted.Register(left.SetResult);
            await left.Task;
            upload.HttpContext.Response.OnCompleted(() =>
            {
                accepted.SetResult();
                return Task.CompletedTask;
            });
            token.ThrowIfCancellationRequested();
        });
        var (key, _) = await SendAsync(app, inParts: false);

        using var http = new HttpClient { BaseAddress = app.Address, DefaultRequestHeaders = { { "X-User", "ann" } } };
        var verify = () => http.PostAsJsonAsync("/uploads/s3/verify", new { key }, leaving.Token);
        await verify.Should().ThrowAsync<OperationCanceledException>();
        await accepted.Task;

        (await app.HoldsAsync()).Should().Equal(key);
    }

    private void Insert(S3UploadOptions options) => options.AfterUpload = async (upload, _) =>
    {
        Interlocked.Increment(ref _calls);
        await Task.Yield();
        if (!_table.TryAdd(upload.File.Key, 1))
        {
            throw new InvalidOperationException("UNIQUE constraint failed: files.key");
        }
    };

    private static async Task<(string Key, Func<Task<Response>> Complete)> SendAsync(DirectApp app, bool inParts)
    {
        if (inParts)
        {
            var (id, partsKey) = await CompanionEndpointsTests.StartAsync(app);
            await CompanionEndpointsTests.SendPartAsync(app, id, partsKey, [1, 2]);
            return (partsKey, () => app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={partsKey}", new { }));
        }

        var issued = (await app.GetAsync("/uploads/s3/params?filename=one.jpg&type=image%2Fjpeg")).Json;
        using var sent = await DirectApp.SendFileAsync(issued, [1]);
        var key = issued.GetProperty("key").GetString()!;
        return (key, () => app.PostAsync("/uploads/s3/verify", new { key }));
    }
}
