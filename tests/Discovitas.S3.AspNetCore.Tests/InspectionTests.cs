using Discovitas.S3.AspNetCore.Tests.Direct;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>Whichever way a file comes in, it is inspected, and the client learns what became of it.</summary>
public sealed class InspectionTests
{
    private static readonly byte[] Bytes = [1, 2, 3];

    public static TheoryData<string> Ways => UploadWays.All;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AFileThatIsRejected_IsGone_AndTheSenderLearnsWhy(string way)
    {
        var inspector = new ScriptedInspector(() => "It is evil.");
        await using var app = await StartAsync(inspector);

        var response = await SendAsync(app, way);

        (response.Problem, response.Text("detail")).Should().Be(("422 rejected-by-inspector", "It is evil."));
        inspector.Contents.Single().Should().Equal(Bytes);
        inspector.Files.Single().FileName.Should().Be("a.jpg");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AFileThatCannotBeInspected_IsNotKept_AndTheSameRequestWorksLater(string way)
    {
        var isDown = true;
        var accepted = new List<string>();
        await using var app = await StartAsync(
            new ScriptedInspector(() => isDown ? throw new IOException("a secret") : null),
            options => options.AfterUpload = (upload, _) =>
            {
                accepted.Add($"{upload.FileName} {upload.File.Size}");
                return ValueTask.CompletedTask;
            });
        var sendAsync = await PrepareAsync(app, way);

        var failed = await sendAsync();

        failed.Problem.Should().Be("503 inspection-failed");
        failed.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(5));
        failed.Body.Should().NotContain("secret");
        (await app.HoldsAsync()).Should().NotContain(key => key.StartsWith("uploads/"));
        isDown = false;
        (await sendAsync()).Status.Should().BeInRange(200, 201);
        (await sendAsync()).Status.Should().BeInRange(200, 201);
        var isDirect = UploadWays.IsDirect(way);
        accepted.Should().HaveCount(isDirect ? 1 : 2).And.AllBe("a.jpg 3");
        (await app.HoldsAsync()).Should().HaveCount(accepted.Count).And.OnlyContain(key => key.StartsWith("uploads/"));
    }

    [Theory]
    [InlineData(FakeClamd.Clean, "201")]
    [InlineData(FakeClamd.Infected, "422 rejected-by-inspector")]
    [InlineData(FakeClamd.TooLong, "422 rejected-by-inspector")]
    [InlineData("stream: OK", "503 inspection-failed")]
    [InlineData("stream: Can't open file or directory ERROR\0", "503 inspection-failed")]
    public async Task WhatClamdSays_IsWhatTheClientLearns(string reply, string problem)
    {
        using var clamd = new FakeClamd { Reply = reply };
        await using var app = await DirectApp.StartAsync(services: services =>
            services.AddS3Uploads(_ => { }).AddClamAv(options => options.Endpoint = clamd.Endpoint));

        (await SendAsync(app, UploadWays.Body)).Problem.Should().Be(problem);

        clamd.Received.ToArray().Should().Equal(Bytes);
    }

    // A page need not know which kind of upload it was.
    [Fact]
    public async Task Verify_OfPartsThatCouldNotBeInspected_KeepsThem()
    {
        var isDown = true;
        await using var app = await StartAsync(new ScriptedInspector(() => isDown ? throw new IOException() : null));
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        await CompanionEndpointsTests.SendPartAsync(app, id, key, Bytes);
        (await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { })).Status.Should().Be(503);
        isDown = false;

        var verified = await app.PostAsync("/uploads/s3/verify", new { key });

        verified.Text("key").Should().Be(key);
        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task AFormOfWhichOneFileIsRejected_StoresNone()
    {
        await using var app = await StartAsync(
            new ScriptedInspector((file, _) => Task.FromResult(file.FileName == "b.jpg" ? "It is evil." : null)),
            options => options.MaxFiles = 2);
        using var form = new MultipartFormDataContent().WithFile(Bytes, "a.jpg").WithFile(Bytes, "b.jpg");

        (await app.SendAsync(HttpMethod.Post, "/uploads", form)).Problem.Should().Be("422 rejected-by-inspector");

        (await app.HoldsAsync()).Should().BeEmpty();
    }

    private static Task<DirectApp> StartAsync(IUploadInspector inspector, Action<S3UploadOptions>? options = null) =>
        DirectApp.StartAsync(
            options,
            group: group => group.DisableAntiforgery(),
            services: services => services.AddS3Uploads(_ => { }).AddInspector(_ => inspector));

    private static Task<Response> SendAsync(DirectApp app, string way) => UploadWays.SendAsync(app, way, Bytes);

    private static Task<Func<Task<Response>>> PrepareAsync(DirectApp app, string way) =>
        UploadWays.PrepareAsync(app, way, Bytes);
}
