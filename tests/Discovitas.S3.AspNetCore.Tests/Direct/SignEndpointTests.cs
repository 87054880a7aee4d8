using System.Net.Http.Json;
using System.Xml.Linq;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>Requests as the <c>signRequest</c> of Uppy 6 hands them over, and the XML that it then reads.</summary>
public sealed class SignEndpointTests
{
    private static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    [Fact]
    public async Task Put_IsAFormForTheStore()
    {
        await using var app = await DirectApp.StartAsync();

        var signed = await app.PostAsync(
            "/uploads/s3/sign",
            new { method = "PUT", key = "0b0e5a3e-5f1c-4f39-9d0c-111111111111-Käse.jpg", contentType = "image/jpeg" });
        using var sent = await DirectApp.SendFileAsync(signed.Json, [1, 2, 3]);
        var verified = await app.PostAsync("/uploads/s3/verify", new { key = signed.Text("key") });

        signed.Text("key").Should().MatchRegex("^uploads/[0-9a-f-]{36}\\.jpg$");
        sent.IsSuccessStatusCode.Should().BeTrue();
        verified.Text("fileName").Should().Be("Käse.jpg");
    }

    [Fact]
    public async Task Multipart_SpeaksTheStoresXml_AndKeepsTheKeyToItself()
    {
        await using var app = await DirectApp.StartAsync();
        const string Proposed = "0b0e5a3e-5f1c-4f39-9d0c-111111111111-a.jpg";

        var create = await app.PostAsync("/uploads/s3/sign", new { method = "POST", key = Proposed });
        var created = XElement.Parse((await app.SendAsync(HttpMethod.Post, create.Text("url"), user: null)).Body);
        var id = created.Element(S3 + "UploadId")!.Value;
        var part = await app.PostAsync(
            "/uploads/s3/sign", new { method = "PUT", key = Proposed, uploadId = id, partNumber = 1 });
        var etag = await DirectApp.PutPartAsync(part.Text("url"), [1, 2, 3]);
        var list = await app.PostAsync("/uploads/s3/sign", new { method = "GET", key = Proposed, uploadId = id });
        var listed = XElement.Parse((await app.GetAsync(list.Text("url"), user: null)).Body);
        var complete = await app.PostAsync("/uploads/s3/sign", new { method = "POST", key = Proposed, uploadId = id });
        var completed = XElement.Parse((await app.SendAsync(
            HttpMethod.Post, complete.Text("url"), new StringContent("<CompleteMultipartUpload/>"), user: null)).Body);

        created.Name.Should().Be(S3 + "InitiateMultipartUploadResult");
        listed.Element(S3 + "Part")!.Element(S3 + "ETag")!.Value.Should().Be(etag);
        completed.Name.Should().Be(S3 + "CompleteMultipartUploadResult");
        var key = completed.Element(S3 + "Key")!.Value;
        key.Should().MatchRegex("^uploads/[0-9a-f-]{36}\\.jpg$");
        completed.Element(S3 + "Location")!.Value.Should().EndWith(key);
        (await app.HoldsAsync()).Should().Equal(key);
        (await app.Client.GetObjectMetadataAsync(app.Bucket, key)).Headers.ContentType
            .Should().Be("image/jpeg", "the name tells");
    }

    [Fact]
    public async Task Abort_LeavesNothing()
    {
        await using var app = await DirectApp.StartAsync();
        var create = await app.PostAsync("/uploads/s3/sign", new { method = "POST", key = "a.jpg" });
        var id = XElement.Parse((await app.SendAsync(HttpMethod.Post, create.Text("url"))).Body)
            .Element(S3 + "UploadId")!.Value;

        var abort = await app.PostAsync("/uploads/s3/sign", new { method = "DELETE", key = "a.jpg", uploadId = id });
        var answer = await app.SendAsync(HttpMethod.Delete, abort.Text("url"), user: null);

        answer.Status.Should().Be(204);
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AnotherUsersUploadId_IsNotSigned()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, _) = await CompanionEndpointsTests.StartAsync(app, "ann");

        foreach (var method in new[] { "PUT", "POST", "GET", "DELETE" })
        {
            (await app.PostAsync(
                "/uploads/s3/sign", new { method, key = "a.jpg", uploadId = id, partNumber = 1 },
                "bob")).Code.Should().Be("not-yours", method);
        }
    }

    [Fact]
    public async Task Urls_HaveNoHostForAPageOfTheSameOrigin_AndOneForOthers()
    {
        await using var app = await DirectApp.StartAsync();
        var none = await SignedFromAsync(app, null);
        var same = await SignedFromAsync(app, app.Address.GetLeftPart(UriPartial.Authority));
        var other = await SignedFromAsync(app, "https://pages.example.com");

        same.Should().StartWith("/uploads/s3/signed/", "a proxy may have changed the scheme");
        new[] { none, other }.Should().AllSatisfy(url => url.Should().StartWith(app.Address + "uploads/s3/signed/"));
    }

    private static async Task<string> SignedFromAsync(DirectApp app, string? origin) =>
        (await app.SendAsync(HttpMethod.Post, "/uploads/s3/sign", JsonContent.Create(
            new { method = "POST", key = "a.jpg" }), origin: origin)).Text("url");
}
