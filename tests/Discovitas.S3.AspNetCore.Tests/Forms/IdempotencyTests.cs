using System.Collections.Concurrent;
using System.Net;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;
using Discovitas.S3.TestSupport;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>Requests with an <c>Idempotency-Key</c>, which may be sent again.</summary>
public sealed class IdempotencyTests
{
    private const string Value = "7b0c4c2e-8d0f-4a4e-9a57-0a0f6f1d7c11";
    private const int Large = 6 * TestBytes.MiB;

    private static readonly byte[] Bytes = TestBytes.Bytes(1000);

    [Theory]
    [InlineData("PUT", 1000)]
    [InlineData("POST", 1000)]
    [InlineData("PUT", Large)]
    public async Task Repeated_SameBytes_AreOneObjectAndTheSameAnswer(string method, int size)
    {
        await using var app = await StartAsync();
        var bytes = TestBytes.Bytes(size);

        var first = await SendAsync(app, method, bytes);
        var second = await SendAsync(app, method, bytes);

        (first.Status, second.Status).Should().Be((201, 200));
        second.Body.Should().Be(first.Body);
        first.Headers.Contains("Idempotent-Replayed").Should().BeFalse();
        second.Headers.GetValues("Idempotent-Replayed").Should().Equal("true");
        (await FilesAsync(app)).Should().ContainSingle();
    }

    [Theory]
    [InlineData(999, "a.bin")]
    [InlineData(Large, "a.bin")]
    [InlineData(1000, "a.txt")]
    public async Task Repeated_OtherBytesOrAnotherKindOfFile_AreAConflict(int size, string name)
    {
        await using var app = await StartAsync();
        var first = await SendAsync(app, "PUT", Bytes);

        var second = await SendAsync(app, "PUT", TestBytes.Bytes(size), path: "/uploads/" + name);
        var same = await SendAsync(app, "PUT", [.. Bytes.Reverse()]);

        second.Problem.Should().Be("409 idempotency-conflict");
        same.Problem.Should().Be("409 idempotency-conflict", "the size alone says nothing");
        (await FilesAsync(app)).Should().Equal(first.Text("key"));
    }

    [Theory]
    [InlineData(1000, false, false)]
    [InlineData(1000, true, false)]
    [InlineData(1000, false, true)]
    [InlineData(1000, true, true)]
    [InlineData(Large, false, false)]
    public async Task FiftyAtOnce_OnTwoInstances_AreOneObjectAndFiftyEqualAnswers(
        int size, bool withApp, bool inspects)
    {
        var accepted = new ConcurrentQueue<string>();
        Action<S3UploadOptions> configure = options => options.AfterUpload = withApp
            ? (upload, _) =>
            {
                accepted.Enqueue(upload.File.Key);
                return ValueTask.CompletedTask;
            }
        : null;
        await using var first = await StartAsync(configure, inspects: inspects);
        await using var second = await StartAsync(configure, first, inspects: inspects);
        var bytes = TestBytes.Bytes(size);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => SendAsync(i % 2 == 0 ? first : second, "PUT", bytes)));

        answers.Select(answer => answer.Body).Distinct().Should().ContainSingle();
        answers.Should().OnlyContain(answer => answer.Status == 200 || answer.Status == 201);
        accepted.Should().HaveCount(withApp ? 1 : 0);
        (await FilesAsync(first)).Should().Equal(answers[0].Text("key"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TwentyFiveAtOnce_AndAsManyWithOtherBytes_AreOneFileAndTwentyFiveConflicts(bool inspects)
    {
        await using var first = await StartAsync(inspects: inspects);
        await using var second = await StartAsync(first: first, inspects: inspects);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => SendAsync(i % 2 == 0 ? first : second, "PUT", TestBytes.Bytes(1000 + (i / 25)))));

        var stored = answers.Where(answer => answer.Status is 200 or 201).ToList();
        stored.Select(answer => answer.Body).Distinct().Should().ContainSingle();
        stored.Should().HaveCount(25).And.ContainSingle(answer => answer.Status == 201);
        answers.Except(stored).Should().OnlyContain(answer => answer.Problem == "409 idempotency-conflict");
        (await FilesAsync(first)).Should().Equal(stored[0].Text("key"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFormThatFails_LeavesNothing_AndSucceedsLater(bool withApp)
    {
        await using var app = await StartAsync(options =>
        {
            options.MaxFileSize = 1000;
            options.AfterUpload = withApp ? (_, _) => ValueTask.CompletedTask : null;
        });

        var failed = await SendFormAsync(app, 1000, 1001);
        var left = await FilesAsync(app);
        var stored = await SendFormAsync(app, 1000, 999);
        var again = await SendFormAsync(app, 1000, 999);
        var other = await SendFormAsync(app, 1000, 998);

        (failed.Status, stored.Status, again.Status, other.Status).Should().Be((413, 201, 200, 409));
        left.Should().BeEmpty();
        again.Body.Should().Be(stored.Body);
        (await FilesAsync(app)).Should().HaveCount(2);
    }

    [Fact]
    public async Task FiftyAtOnce_WithOtherBytes_AreOneObjectThatNoneRemoves()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync(first: first);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => SendAsync(i % 2 == 0 ? first : second, "PUT", TestBytes.Bytes(1000 + i))));

        var winner = answers.Single(answer => answer.Status == 201);
        answers.Where(answer => answer != winner).Should().OnlyContain(
            answer => answer.Problem == "409 idempotency-conflict");
        (await FilesAsync(first)).Should().Equal(winner.Text("key"));
    }

    [Theory]
    [InlineData("ann", "PUT", "/uploads/a.bin", false)]
    [InlineData("bob", "PUT", "/uploads/a.bin", true)]
    [InlineData(null, "PUT", "/uploads/a.bin", true)]
    [InlineData("ann", "POST", "/uploads", true)]
    [InlineData("ann", "PUT", "/others/a.bin", true)]
    public async Task SameValue_OfAnotherUserOrRoute_IsAnotherFile(
        string? user, string method, string path, bool isAnother)
    {
        await using var app = await StartAsync(map: web => web.MapS3Uploads("/others").DisableAntiforgery());
        await SendAsync(app, "PUT", Bytes);

        var other = await SendAsync(app, method, Bytes, user, path);

        other.Status.Should().Be(isAnother ? 201 : 200);
        (await FilesAsync(app)).Should().HaveCount(isAnother ? 2 : 1);
    }

    [Fact]
    public async Task App_ThatFailed_IsAskedAgainAndThenNeverMore()
    {
        var calls = 0;
        await using var app = await StartAsync(options => options.AfterUpload = (_, _) => ++calls == 1
            ? throw new UploadRejectedException(UploadRejectionReason.QuotaExceeded, "Not now.")
            : ValueTask.CompletedTask);

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await SendAsync(app, "PUT", Bytes)).Status);
        }

        statuses.Should().Equal(429, 201, 200, 200);
        calls.Should().Be(2);
    }

    [Fact]
    public async Task Value_WithoutTheOption_HasNoEffect()
    {
        await using var app = await StartAsync(options => options.AllowIdempotencyKey = false);

        (await SendAsync(app, "PUT", Bytes)).Status.Should().Be(201);
        (await SendAsync(app, "PUT", Bytes)).Status.Should().Be(201);

        (await FilesAsync(app)).Should().HaveCount(2);
    }

    [Fact]
    public async Task SameValue_OfAnotherTenantInThePath_IsAnotherFile()
    {
        await using var app = await StartAsync(
            map: web => web.MapS3Uploads("/{tenant}/files").DisableAntiforgery());

        foreach (var tenant in (string[])["a", "b"])
        {
            (await SendAsync(app, "PUT", Bytes, path: $"/{tenant}/files/a.bin")).Status.Should().Be(201);
        }
    }

    [Fact]
    public async Task Client_ThatGoesAfterTheLastByte_FindsItsFileWhenItComesBack()
    {
        await using var app = await StartAsync(options => options.AfterUpload = (_, _) => ValueTask.CompletedTask);
        app.Store.Faults = call =>
            call.Operation is S3Operation.PutObject
                && call.Key?.StartsWith("uploads/", StringComparison.Ordinal) == true
                ? S3Fault.CutResponse
                : null;
        var cut = await SendAsync(app, "PUT", Bytes);
        app.Store.Faults = null;

        var again = await SendAsync(app, "PUT", Bytes);

        cut.Status.Should().BeOneOf(201, 200, 503);
        again.Status.Should().BeOneOf(200, 201);
        (await FilesAsync(app)).Should().ContainSingle();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData(256)]
    public async Task Value_ThatIsNotOne_IsRejected(object value)
    {
        await using var app = await StartAsync();

        var answer = await SendAsync(
            app, "PUT", Bytes, value: value as string ?? new string('x', (int)value));

        answer.Status.Should().Be(400);
        (await FilesAsync(app)).Should().BeEmpty();
    }

    [Fact]
    public async Task Store_WithoutConditionalWrites_IsNotPretendedToHaveThem()
    {
        await using var app = await StartAsync();
        app.Store.Faults = call => call.Operation is S3Operation.PutObject
            ? S3Fault.Error(HttpStatusCode.NotImplemented, "NotImplemented")
            : null;

        (await SendAsync(app, "PUT", Bytes)).Problem.Should().Be("501 idempotency-unsupported");
    }

    private static Task<DirectApp> StartAsync(
        Action<S3UploadOptions>? configure = null,
        DirectApp? first = null,
        Action<WebApplication>? map = null,
        bool inspects = false) =>
        DirectApp.StartAsync(
            configure,
            map,
            settings => settings.PartSize = 5 * TestBytes.MiB,
            group => group.DisableAntiforgery(),
            services =>
            {
                if (inspects)
                {
                    services.AddS3Uploads(_ => { }).AddInspector(_ => new ScriptedInspector());
                }
            },
            first);

    private static async Task<Response> SendFormAsync(DirectApp app, params int[] sizes)
    {
        using var form = new MultipartFormDataContent();
        foreach (var size in sizes)
        {
            form.Add(new ByteArrayContent(TestBytes.Bytes(size)), "file", "a.bin");
        }

        form.Headers.Add("Idempotency-Key", Value);
        return await app.SendAsync(HttpMethod.Post, "/uploads", form);
    }

    // All that is in the bucket but the records of repeatable uploads, which expire.
    private static async Task<IEnumerable<string>> FilesAsync(DirectApp app) =>
        (await app.HoldsAsync()).Where(key =>
            !key.StartsWith("pending/accepted/", StringComparison.Ordinal)
            && !key.StartsWith("pending/repeats/", StringComparison.Ordinal));

    private static async Task<Response> SendAsync(
        DirectApp app,
        string method,
        byte[] bytes,
        string? user = "ann",
        string? path = null,
        string value = Value)
    {
        using HttpContent content = method == "PUT"
            ? new ByteArrayContent(bytes)
            : new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "a.bin" } };
        content.Headers.TryAddWithoutValidation("Idempotency-Key", value);
        return await app.SendAsync(
            new HttpMethod(method), path ?? (method == "PUT" ? "/uploads/a.bin" : "/uploads"), content, user);
    }
}
