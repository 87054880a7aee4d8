using System.Net;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>What the app says, and what the store says.</summary>
public sealed class CallbackTests
{
    [Theory]
    [InlineData(false, "422 rejected")]
    [InlineData(true, "429 quota-exceeded")]
    public async Task BeforeUpload_ThatRejects_IsAskedBeforeTheStoreIs(bool isQuota, string problem)
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => options.BeforeUpload = (upload, _) => ValueTask.FromResult<UploadRejection?>(
                new UploadRejection($"No {upload.FileName} of {upload.ContentType}.") { IsQuota = isQuota }),
        });
        var calls = 0;
        site.Store.Faults = _ =>
        {
            calls++;
            return null;
        };
        using var form = new MultipartFormDataContent().WithFile([1]);

        var answer = await site.PostAsync(form);

        answer.Problem.Should().Be(problem);
        answer.Json.GetProperty("detail").GetString().Should().Be("No a.txt of text/plain.");
        calls.Should().Be(0);
    }

    [Fact]
    public async Task BeforeUpload_ThatRejectsTheSecondFile_TakesTheFirstWithIt()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => options.BeforeUpload = (upload, _) =>
                ValueTask.FromResult(upload.FileName == "b.txt" ? new UploadRejection("No.") : null),
        });
        using var form = new MultipartFormDataContent().WithFile([1]).WithFile([1], "b.txt");

        (await site.PostAsync(form)).Problem.Should().Be("422 rejected");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AfterUpload_IsToldOfEachFileWhenAllAreStored()
    {
        var told = new List<string>();
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => options.AfterUpload = (upload, _) =>
            {
                told.Add($"{upload.FileName} {upload.File.Size} {upload.HttpContext.Request.Path}");
                return ValueTask.CompletedTask;
            },
        });
        using var form = new MultipartFormDataContent().WithFile([1]).WithFile([1, 2], "b.txt");

        (await site.PostAsync(form)).Status.Should().Be(201);

        told.Should().Equal("a.txt 1 /uploads", "b.txt 2 /uploads");
    }

    [Fact]
    public async Task AfterUpload_ThatThrows_FailsTheRequest_AndWhatWasAcceptedStays()
    {
        var accepted = new List<string>();
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => options.AfterUpload = (upload, _) =>
            {
                accepted.Add(upload.FileName == "b.txt"
                    ? throw new InvalidOperationException("the database is gone") : upload.File.Key);
                return ValueTask.CompletedTask;
            },
        });
        using var form = new MultipartFormDataContent()
            .WithFile([1, 2]).WithFile([1], "b.txt").WithFile([1], "c.txt");
        using var body = new ByteArrayContent([1]);

        (await site.PostAsync(form)).Status.Should().Be(500);
        (await site.PutAsync(body, "/uploads/b.txt")).Status.Should().Be(500);

        accepted.Should().ContainSingle();
        (await site.HoldingsAsync()).Should().Equal(accepted);
        site.Log.Lines.Should().Contain(line => line.Contains("the database is gone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", "502 store-failed")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown", "503 store-unavailable")]
    public async Task Store_ThatFailsAtTheSecondFile_IsToldAndNothingStays(
        HttpStatusCode status, string code, string problem)
    {
        await using var site = await UploadSite.StartAsync();
        site.Store.Faults = call =>
            call is { Operation: S3Operation.PutObject, OperationNumber: 2 } ? S3Fault.Error(status, code) : null;
        using var form = new MultipartFormDataContent().WithFile([1]).WithFile([1], "secret-name.txt");

        var answer = await site.PostAsync(form);

        answer.Problem.Should().Be(problem);
        (answer.Headers.RetryAfter is not null).Should().Be(status == HttpStatusCode.ServiceUnavailable);
        answer.Body.Should().NotContain(code).And.NotContain("uploads/");
        (await site.HoldingsAsync()).Should().BeEmpty();
        site.Log.Lines.Should().ContainSingle(line => line.StartsWith(
            "Error Discovitas.S3.AspNetCore", StringComparison.Ordinal)).Which.Should().Contain(code);
        site.Log.Lines.Should().NotContain(line => line.Contains("secret-name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Store_ThatWillNotDeleteEither_IsLoggedWithTheKey()
    {
        await using var site = await UploadSite.StartAsync();
        site.Store.Faults = call => call is { Operation: S3Operation.DeleteObjects }
            or { Operation: S3Operation.PutObject, OperationNumber: 2 }
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
            : null;
        using var form = new MultipartFormDataContent().WithFile([1]).WithFile([1]);

        (await site.PostAsync(form)).Problem.Should().Be("502 store-failed");

        var left = (await site.HoldingsAsync()).Should().ContainSingle().Subject;
        site.Log.Lines.Should().ContainMatch($"Error*delete {left} by hand*");
    }
}
