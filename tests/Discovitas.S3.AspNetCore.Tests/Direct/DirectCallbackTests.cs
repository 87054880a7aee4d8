using System.Net;
using System.Net.Http.Json;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>What the app hears of direct uploads, and what it can say.</summary>
public sealed class DirectCallbackTests
{
    [Fact]
    public async Task BeforeUpload_KnowsTheClaims_AndItsReasonReachesTheSender()
    {
        var heard = new List<string>();
        await using var app = await DirectApp.StartAsync(options => options.BeforeUpload = (upload, _) =>
        {
            var isSignedIn = upload.HttpContext.User.Identity!.IsAuthenticated;
            heard.Add($"{isSignedIn} {upload.FileName} {upload.ContentType} {upload.Size}");
            return ValueTask.FromResult<UploadRejection?>(upload.Size > 10
                ? new UploadRejection("Your 10 bytes are used up.") { IsQuota = true }
                : new UploadRejection("Not on Sundays."));
        });

        var single = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg&size=11");
        var multipart = await app.PostAsync(
            "/uploads/s3/multipart", new { filename = "a.jpg", type = "image/jpeg", metadata = new { size = "3" } });

        heard.Should().Equal("True a.jpg image/jpeg 11", "True a.jpg image/jpeg 3");
        (single.Status, single.Code, single.Text("message"))
            .Should().Be((429, "quota-exceeded", "Your 10 bytes are used up."));
        (multipart.Status, multipart.Code, multipart.Text("detail")).Should().Be((422, "rejected", "Not on Sundays."));
        single.Reason.Should().Be("The quota is used up", "Uppy 6 shows nothing else");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AfterUpload_KnowsTheFile_OfEitherKind()
    {
        var heard = new List<string>();
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = (upload, _) =>
        {
            heard.Add($"{upload.FileName} {upload.File.Size} {upload.File.Key}");
            return ValueTask.CompletedTask;
        });
        var issued = await app.GetAsync("/uploads/s3/params?filename=one.jpg&type=image%2Fjpeg");
        using var sent = await DirectApp.SendFileAsync(issued.Json, [1]);
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        await CompanionEndpointsTests.SendPartAsync(app, id, key, [1, 2]);

        heard.Should().BeEmpty();
        await app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") });
        await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { });
        (await app.PostAsync("/uploads/s3/verify", new { key })).Text("fileName")
            .Should().Be("a.jpg", "a page need not know which kind it was");

        heard.Should().Equal($"one.jpg 1 {issued.Text("key")}", $"a.jpg 2 {key}");
    }

    [Fact]
    public async Task AfterUpload_ThatFails_WhereNothingCanBeRemoved_IsStillWhatIsTold_AndTheLogNamesTheFile()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Services = services => services.AddDataProtection(),
            Options = options =>
            {
                options.AllowDirectUploads = true;
                options.AfterUpload = (_, _) => throw new InvalidOperationException("The database is gone.");
            },
        });
        var issued = await Response.ReadAsync(await site.Http.GetAsync(
            new Uri("/uploads/s3/params?filename=one.jpg&type=image%2Fjpeg", UriKind.Relative)));
        var key = issued.Json.GetProperty("key").GetString()!;
        using var sent = await DirectApp.SendFileAsync(issued.Json, [1]);
        site.Store.Faults = call => call.Operation is S3Operation.DeleteObject or S3Operation.DeleteObjects
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;

        var verified = await site.PostAsync(JsonContent.Create(new { key }), "/uploads/s3/verify");

        verified.Status.Should().Be(500, "the app's own failure must reach the app's own handler");
        site.Log.Lines.Should().ContainMatch($"Error Discovitas.S3*{key}*by hand*");
    }

    [Fact]
    public async Task SomebodySignedInWithoutAName_IsNotTakenForNobody()
    {
        await using var app = await DirectApp.StartAsync();

        (await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg", "(unnamed)")).Status
            .Should().Be(500);
        (await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg", user: null)).Status.Should().Be(200);
    }
}
