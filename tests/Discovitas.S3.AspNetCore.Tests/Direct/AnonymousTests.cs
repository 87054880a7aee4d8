using System.Net.Http.Json;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>Two clients of whom nobody is signed in are two: an upload belongs to whoever has its token.</summary>
public sealed class AnonymousTests
{
    private const string Nobody = "";

    [Theory]
    [InlineData("GET", "/1?key={key}")]
    [InlineData("GET", "/batch?key={key}&partNumbers=1")]
    [InlineData("GET", "?key={key}")]
    [InlineData("POST", "/complete?key={key}")]
    [InlineData("DELETE", "?key={key}")]
    public async Task AnUploadInParts_IsOnlyTheirsWhoHaveItsToken(string method, string route)
    {
        await using var app = await DirectApp.StartAsync();
        var (hisId, hisKey) = await StartAsync(app);
        var (herId, herKey) = await StartAsync(app);
        await SendPartAsync(app, herId, herKey);

        foreach (var (id, key) in new[] { (hisId, herKey), (herKey, herKey), (Guid.NewGuid().ToString(), herKey) })
        {
            var path = $"/uploads/s3/multipart/{Uri.EscapeDataString(id)}{route}"
                .Replace("{key}", key, StringComparison.Ordinal);
            var body = method == "POST" ? JsonContent.Create(new { }) : null;
            var answer = await app.SendAsync(new HttpMethod(method), path, body, user: null);
            answer.Problem.Should().Be("403 not-yours");
        }

        (await CompleteAsync(app, herId, herKey)).Text("fileName").Should().Be("hers.jpg");
        (await app.HoldsAsync()).Should().HaveCount(2, "his has not ended").And.Contain(herKey);
        hisKey.Should().NotBe(herKey);
    }

    [Fact]
    public async Task AnUploadOfNobody_IsNotThatOfAUser_NorTheOtherWayRound()
    {
        await using var app = await DirectApp.StartAsync();
        var (anonymous, anonymousKey) = await StartAsync(app);
        var (anns, annsKey) = await CompanionEndpointsTests.StartAsync(app);

        (await app.GetAsync($"/uploads/s3/multipart/{anonymous}?key={anonymousKey}", "ann")).Status.Should().Be(403);
        (await app.GetAsync($"/uploads/s3/multipart/{anns}?key={annsKey}", user: null)).Status.Should().Be(403);
        (await app.GetAsync($"/uploads/s3/multipart/{anonymous}?key={anonymousKey}", user: null)).Status
            .Should().Be(200, "else the test proves nothing");
    }

    [Fact]
    public async Task AFileThatIsKept_ShowsItsNameOnlyToItsSender_AndIsNotAcceptedAgain()
    {
        var accepted = new List<string>();
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = (upload, _) =>
        {
            accepted.Add(upload.FileName);
            return ValueTask.CompletedTask;
        });
        var issued = await app.GetAsync("/uploads/s3/params?filename=hers.jpg&type=image%2Fjpeg", user: null);
        var (key, token) = (issued.Text("key"), issued.Text("token"));
        using var sent = await DirectApp.SendFileAsync(issued.Json, [1]);
        var verify = (string? shown) => app.PostAsync("/uploads/s3/verify", new { key, token = shown }, user: null);

        (await verify(null)).Text("fileName").Should().Be("hers.jpg", "nobody else can know a key that is not kept");
        var (mine, other) = (await verify(token), await verify(null));
        var (wrong, changed) = (await verify(Nobody), await verify(token[..^1]));

        mine.Text("fileName").Should().Be("hers.jpg");
        other.Status.Should().Be(200);
        other.Text("url").Should().EndWith(key);
        other.Body.Should().NotContain("hers").And.NotContain("fileName");
        wrong.Code.Should().Be("not-yours");
        changed.Code.Should().Be("not-yours");

        accepted.Should().Equal("hers.jpg");
        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task AFileThatIsNotSentYet_IsIncomplete_ForWhoeverHasAToken()
    {
        await using var app = await DirectApp.StartAsync();
        const string Params = "/uploads/s3/params?filename=hers.jpg&type=image%2Fjpeg";
        var hers = await app.GetAsync(Params, user: null);
        var key = hers.Text("key");
        var verify = (string? shown) => app.PostAsync("/uploads/s3/verify", new { key, token = shown }, user: null);

        (await verify(hers.Text("token"))).Problem.Should().Be("422 incomplete");

        foreach (var other in new[] { hers.Text("token")[..^1], Nobody, null })
        {
            (await verify(other)).Problem.Should().Be("403 not-yours");
        }
    }

    [Fact]
    public async Task AFileInPartsThatIsKept_DoesNotShowItsNameToOthers()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await StartAsync(app);
        await SendPartAsync(app, id, key);
        await CompleteAsync(app, id, key);

        var stranger = await app.PostAsync("/uploads/s3/verify", new { key }, user: null);

        stranger.Status.Should().Be(200);
        stranger.Body.Should().NotContain("hers");
    }

    private static async Task<(string Id, string Key)> StartAsync(DirectApp app)
    {
        var body = new { filename = "hers.jpg", type = "image/jpeg" };
        var created = await app.PostAsync("/uploads/s3/multipart", body, user: null);
        created.Status.Should().Be(200, created.Body);
        return (created.Text("uploadId"), created.Text("key"));
    }

    private static async Task SendPartAsync(DirectApp app, string id, string key)
    {
        var part = await app.GetAsync($"/uploads/s3/multipart/{id}/1?key={key}", user: null);
        await DirectApp.PutPartAsync(part.Text("url"), [1]);
    }

    private static Task<Response> CompleteAsync(DirectApp app, string id, string key) =>
        app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { }, user: null);
}
