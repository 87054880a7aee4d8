using Discovitas.S3.AspNetCore.Tests.Direct;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Groups;

/// <summary>The quota of a folder, however a file comes.</summary>
public sealed class FolderQuotaTests
{
    private const string Exceeded = "429 quota-exceeded";

    private static readonly Action<S3UploadOptions> TwoFilesOfTenBytes = options =>
    {
        options.Folder = http => http.Request.Headers["X-User"];
        options.FolderQuota = new FolderQuota { MaxFiles = 2, MaxBytes = 10 };
    };

    [Fact]
    public async Task AForm_AndABody_ThatDoNotFit_AreRejected()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup { Options = TwoFilesOfTenBytes });
        using var first = new MultipartFormDataContent().WithFile(new byte[6]);
        using var second = new MultipartFormDataContent().WithFile(new byte[4]).WithFile(new byte[1]);
        using var body = new ByteArrayContent(new byte[5]);
        using var small = new ByteArrayContent(new byte[4]);

        (await site.PostAsync(first)).Status.Should().Be(201);
        var rejected = await site.PostAsync(second);
        (await site.PutAsync(body, "/uploads/a.bin")).Problem.Should().Be(Exceeded);
        (await site.HoldingsAsync()).Should().HaveCount(1, "the first file of a form that does not fit is removed");
        (await site.PutAsync(small, "/uploads/a.bin")).Status.Should().Be(201);

        (rejected.Problem, rejected.Text("limit")).Should().Be((Exceeded, "2 file(s)"));
    }

    [Fact]
    public async Task ADirectUpload_ThatDoesNotFit_IsRejectedWhenItIsAskedFor()
    {
        await using var app = await DirectApp.StartAsync(TwoFilesOfTenBytes);

        var single = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg&size=11");
        var multipart = await app.PostAsync(
            "/uploads/s3/multipart", new { filename = "a.jpg", type = "image/jpeg", metadata = new { size = "11" } });

        (single.Problem, multipart.Problem).Should().Be((Exceeded, Exceeded));
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task DirectUploads_ThatFitOnlyAlone_AreCheckedAgainWhenTheyAreThere()
    {
        await using var app = await DirectApp.StartAsync(TwoFilesOfTenBytes);
        var issued = (await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg")).Json;
        var late = (await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg")).Json;
        var (id, parts) = await CompanionEndpointsTests.StartAsync(app);
        using var sent = await DirectApp.SendFileAsync(issued, new byte[8]);
        using var sentLate = await DirectApp.SendFileAsync(late, new byte[3]);
        await CompanionEndpointsTests.SendPartAsync(app, id, parts, new byte[3]);
        var key = issued.GetProperty("key").GetString();

        (await app.PostAsync("/uploads/s3/verify", new { key })).Status.Should().Be(200);
        (await app.PostAsync("/uploads/s3/verify", new { key = late.GetProperty("key").GetString() })).Problem
            .Should().Be(Exceeded);
        (await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={parts}", new { })).Problem
            .Should().Be(Exceeded);
        (await app.PostAsync("/uploads/s3/verify", new { key })).Status.Should().Be(200, "a kept file is not counted");

        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task EachFolder_HasItsOwnQuota()
    {
        await using var app = await DirectApp.StartAsync(TwoFilesOfTenBytes);
        using var content = new ByteArrayContent(new byte[10]);
        using var same = new ByteArrayContent(new byte[10]);
        using var other = new ByteArrayContent(new byte[10]);

        (await app.SendAsync(HttpMethod.Put, "/uploads/a.bin", content)).Status.Should().Be(201);
        (await app.SendAsync(HttpMethod.Put, "/uploads/a.bin", same)).Problem.Should().Be(Exceeded);
        (await app.SendAsync(HttpMethod.Put, "/uploads/a.bin", other, user: "bob")).Status.Should().Be(201);
    }
}
