using System.Text;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>What a client says of a file passes the rules before anything is signed, or is rejected.</summary>
public sealed class RequestedUploadTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData("%201")]
    [InlineData("1.0")]
    [InlineData("99999999999999999999")]
    [InlineData("%D9%A1")]
    public async Task APartNumberThatIsNone_IsRejected(string number)
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);

        (await app.GetAsync($"/uploads/s3/multipart/{id}/{number}?key={key}")).Code.Should().Be("invalid-request");
        (await app.GetAsync($"/uploads/s3/multipart/{id}/batch?key={key}&partNumbers=1,{number}")).Code
            .Should().Be("invalid-request");
    }

    [Theory]
    [InlineData("text/html", "content-type-not-allowed")]
    [InlineData("image/jpeg", "content-type-mismatch")]
    public Task APage_IsRejectedBeforeAnythingIsSigned(string type, string code) =>
        ShouldBeRejectedAsync("a.html", type, code);

    [Theory]
    [InlineData("image/jpeg, text/html")]
    [InlineData("image/jpeg\r\nX: y")]
    [InlineData("x")]
    public Task ATypeThatIsNone_IsRejectedBeforeAnythingIsSigned(string type) =>
        ShouldBeRejectedAsync("a.jpg", type, "invalid-content-type");

    [Theory]
    [InlineData("/uploads/s3/multipart")]
    [InlineData("/uploads/s3/sign")]
    [InlineData("/uploads/s3/verify")]
    public async Task ABodyThatIsNotJson_IsRejected(string route)
    {
        await using var app = await DirectApp.StartAsync();

        (await app.SendAsync(HttpMethod.Post, route, new StringContent("{}", Encoding.UTF8, "text/plain"))).Code
            .Should().Be("unsupported-media-type", "a form of another site could send it");
        (await app.SendAsync(HttpMethod.Post, route)).Code.Should().Be("unsupported-media-type");
        foreach (var wrong in new[] { "", "[]", "null", "{", "\"a\"", "{\"filename\":1,\"key\":1}" })
        {
            (await app.SendAsync(HttpMethod.Post, route, Json(wrong))).Code.Should().Be("invalid-request", wrong);
        }

        (await app.SendAsync(HttpMethod.Post, route, Json($"{{\"filename\":\"{new string('a', 100_000)}\"}}"))).Status
            .Should().Be(413);
    }

    [Fact]
    public async Task Claims_DoubledOrMissing_AreRejected()
    {
        await using var app = await DirectApp.StartAsync();

        string[] queries =
        [
            "", "?type=image%2Fjpeg", "?filename=a.jpg&filename=b.jpg", "?filename=a.jpg&type=a%2Fb&type=c%2Fd",
            "?filename=a.jpg&size=-1", "?filename=a.jpg&size=1e3",
            "?filename=a.jpg&metadata%5Ba%5D=1&metadata%5Ba%5D=2",
        ];
        foreach (var query in queries)
        {
            (await app.GetAsync("/uploads/s3/params" + query)).Code.Should().Be("invalid-request", query);
        }

        (await app.GetAsync("/uploads/s3/params?type=a%2Fb&filename=" + new string('a', 256))).Code
            .Should().Be("invalid-header");
    }

    [Fact]
    public async Task UserMetadata_DoesNotBecomeTheToken()
    {
        await using var app = await DirectApp.StartAsync(options => options.AllowedMetadata.Add("S3-Upload-Token"));

        var issued = await app.GetAsync(
            "/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg&metadata%5BS3-Upload-Token%5D=mine");

        issued.Body.Should().NotContain("mine");
    }

    // Whichever way the client asks, where only pictures are allowed.
    private static async Task ShouldBeRejectedAsync(string name, string type, string code)
    {
        await using var app = await DirectApp.StartAsync(options => options.AllowedContentTypes.Add("image/jpeg"));

        var single = await app.GetAsync($"/uploads/s3/params?filename={name}&type={Uri.EscapeDataString(type)}");
        var multipart = await app.PostAsync("/uploads/s3/multipart", new { filename = name, type });
        var signed = await app.PostAsync(
            "/uploads/s3/sign", new { method = "PUT", key = name, contentType = type });

        new[] { single.Code, multipart.Code, signed.Code }.Should().AllBe(code);
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
