using System.Text.Json;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>A client cancels an upload in one request: what it has sent goes, a file that is kept stays.</summary>
public sealed class CancelTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatWasSent_IsRemoved(bool isSent)
    {
        await using var app = await DirectApp.StartAsync();
        var upload = await IssueAsync(app);
        if (isSent)
        {
            using var sent = await DirectApp.SendFileAsync(upload, [1]);
        }

        var first = await CancelAsync(app, upload);
        var second = await CancelAsync(app, upload);

        (first.Status, first.Body, second.Status).Should().Be((200, "{}", 200));
        (await app.HoldsAsync()).Should().BeEmpty();
        (await VerifyAsync(app, upload)).Problem.Should().Be("422 incomplete");
    }

    [Fact]
    public async Task AFileThatIsKept_Stays()
    {
        await using var app = await DirectApp.StartAsync();
        var upload = await IssueAsync(app);
        using var sent = await DirectApp.SendFileAsync(upload, [1]);
        await VerifyAsync(app, upload);

        (await CancelAsync(app, upload)).Problem.Should().Be("409 completed");

        (await app.HoldsAsync()).Should().Equal(KeyOf(upload));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFileThatTheAppIsAccepting_Stays(bool onTwoInstances)
    {
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = async (_, _) =>
        {
            _entered.TrySetResult();
            await _released.Task;
        });
        await using var second = onTwoInstances ? await DirectApp.StartAsync(first: app) : null;
        var upload = await IssueAsync(app);
        using var sent = await DirectApp.SendFileAsync(upload, [1]);
        var verifying = VerifyAsync(app, upload);
        await _entered.Task;

        var cancelled = await CancelAsync(second ?? app, upload);
        _released.SetResult();

        cancelled.Problem.Should().Be("409 being-completed");
        (await verifying).Status.Should().Be(200);
        (await app.HoldsAsync()).Should().Equal(KeyOf(upload));
    }

    [Fact]
    public async Task AnotherUsersUpload_IsNotCancelled()
    {
        await using var app = await DirectApp.StartAsync();
        var (hers, his) = (await IssueAsync(app), await IssueAsync(app, "bob"));
        using var sent = await DirectApp.SendFileAsync(hers, [1]);
        var (key, token, other) = (KeyOf(hers), TokenOf(hers), TokenOf(his));

        Response[] responses =
        [
            await app.PostAsync("/uploads/s3/cancel", new { key, token }, "bob"),
            await app.PostAsync("/uploads/s3/cancel", new { key, token = other }, "bob"),
            await app.PostAsync("/uploads/s3/cancel", new { key }, "bob"),
            await app.PostAsync("/uploads/s3/cancel", new { key }),
        ];

        responses.Should().AllSatisfy(response => response.Problem.Should().Be("403 not-yours"));
        (await app.HoldsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task ACancelledUpload_StillCounts_SinceItCanBeSent()
    {
        await using var app = await DirectApp.StartAsync(options => options.MaxUnfinishedUploads = 1);
        await CancelAsync(app, await IssueAsync(app));

        (await app.GetAsync("/uploads/s3/params?filename=b.txt&type=text%2Fplain")).Problem
            .Should().Be("429 too-many-uploads");
    }

    private static async Task<JsonElement> IssueAsync(DirectApp app, string user = "ann")
    {
        var issued = await app.GetAsync("/uploads/s3/params?filename=a.txt&type=text%2Fplain", user);
        issued.Status.Should().Be(200, issued.Body);
        return issued.Json;
    }

    private static string KeyOf(JsonElement upload) => upload.GetProperty("key").GetString()!;

    private static string TokenOf(JsonElement upload) => upload.GetProperty("token").GetString()!;

    private static Task<Response> CancelAsync(DirectApp app, JsonElement upload) =>
        app.PostAsync("/uploads/s3/cancel", new { key = KeyOf(upload), token = TokenOf(upload) });

    private static Task<Response> VerifyAsync(DirectApp app, JsonElement upload) =>
        app.PostAsync("/uploads/s3/verify", new { key = KeyOf(upload), token = TokenOf(upload) });
}
