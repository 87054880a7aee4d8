namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>The responses to forms.</summary>
public sealed class PostResponseTests
{
    [Theory]
    [InlineData(null, 204)]
    [InlineData("200", 200)]
    [InlineData("201", 201)]
    [InlineData("204", 204)]
    [InlineData("404", 204)]
    public async Task Response_HasTheStatusOfTheForm(string? asked, int status)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Create(scenario, "a b/k");

        var response = await (
            asked is null ? form : form.With("success_action_status", asked)).Sign().SendAsync(scenario);

        response.Status.Should().Be(status);
        response.Headers["Location"].Should().Be($"{scenario.Server.ServiceUrl}/{scenario.Bucket}/a%20b%2Fk");
        response.Headers["ETag"].Should().Be(Payloads.ETag(form.File));
        if (status != 201)
        {
            response.Body.Should().BeEmpty();
            return;
        }

        response.Headers["Content-Type"].Should().Be("application/xml");
        XElement.Parse(response.Body).Should().BeEquivalentTo(new XElement("PostResponse",
            new XElement("Location", response.Headers["Location"]),
            new XElement("Bucket", scenario.Bucket),
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
        await using var scenario = await Scenario.StartAsync();

        var response = await Form.Create(
            scenario, "a/b c").With("success_action_redirect", page).Sign().SendAsync(scenario);

        response.Status.Should().Be(location is null ? 204 : 303);
        response.Headers["Location"].Should().Be(
            location ?? $"{scenario.Server.ServiceUrl}/{scenario.Bucket}/a%2Fb%20c");
        response.Headers.Should().NotContainKey("Set-Cookie");
        (await scenario.GetAsync("a/b c")).Should().Be("hello");
    }
}
