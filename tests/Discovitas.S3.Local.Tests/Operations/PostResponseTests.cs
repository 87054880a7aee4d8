namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>The responses to forms.</summary>
public sealed class PostResponseTests : ScenarioTest
{
    [Theory]
    [InlineData(null, 204)]
    [InlineData("200", 200)]
    [InlineData("201", 201)]
    [InlineData("204", 204)]
    [InlineData("404", 204)]
    public async Task Response_HasTheStatusOfTheForm(string? asked, int status)
    {
        var form = Form.Create(Scenario, "a b/k");

        if (asked is not null)
        {
            form.With("success_action_status", asked);
        }

        var response = await form.Sign().SendAsync(Scenario);

        response.Status.Should().Be(status);
        response.Headers["Location"].Should().Be($"{Scenario.Server.ServiceUrl}/{Scenario.Bucket}/a%20b%2Fk");
        response.Headers["ETag"].Should().Be(Payloads.ETag(form.File));
        if (status != 201)
        {
            response.Body.Should().BeEmpty();
            return;
        }

        response.Headers["Content-Type"].Should().Be("application/xml");
        XElement.Parse(response.Body).Should().BeEquivalentTo(new XElement("PostResponse",
            new XElement("Location", response.Headers["Location"]),
            new XElement("Bucket", Scenario.Bucket),
            new XElement("Key", "a b/k"),
            new XElement("ETag", response.Headers["ETag"])));
    }

    [Theory]
    [InlineData(
        "https://app.example/done",
        "https://app.example/done?bucket=local&key=a%2Fb+c&etag=%225d41402abc4b2a76b9719d911017c592%22")]
    [InlineData(
        "https://app.example/done?x=1",
        "https://app.example/done?x=1&bucket=local&key=a%2Fb+c&etag=%225d41402abc4b2a76b9719d911017c592%22")]
    [InlineData("/done", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://app.example/\r\nSet-Cookie: a=b", null)]
    public async Task Redirect_ToAnAbsoluteUrl_IsSent(string page, string? location)
    {
        var form = Form.Create(Scenario, "a/b c").With("success_action_redirect", page).Sign();

        var response = await form.SendAsync(Scenario);

        response.Status.Should().Be(location is null ? 204 : 303);
        response.Headers["Location"].Should().Be(
            location ?? $"{Scenario.Server.ServiceUrl}/{Scenario.Bucket}/a%2Fb%20c");
        response.Headers.Should().NotContainKey("Set-Cookie");
        (await Scenario.GetAsync("a/b c")).Should().Be("hello");
    }
}
