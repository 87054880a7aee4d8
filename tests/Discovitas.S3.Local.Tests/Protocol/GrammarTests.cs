namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>Operations that are not supported.</summary>
public sealed class GrammarTests : ScenarioTest
{
    [Theory]
    [InlineData("GET", "?inventory=", 501, "NotImplemented")]
    [InlineData("PUT", "?replication=", 501, "NotImplemented")]
    [InlineData("POST", "?policy=", 405, "MethodNotAllowed")]
    [InlineData("DELETE", "?acl=", 405, "MethodNotAllowed")]
    [InlineData("POST", "?tagging=", 405, "MethodNotAllowed")]
    [InlineData("POST", "/k", 405, "MethodNotAllowed")]
    [InlineData("PATCH", "/k", 405, "MethodNotAllowed")]
    [InlineData("DELETE", "?location=", 405, "MethodNotAllowed")]
    public async Task Operation_ThatIsNotSupported_IsRejected(string method, string target, int status, string code)
    {
        var response = await Scenario.SendAsync(method, $"{target}");

        response.Status.Should().Be(status);
        response.Code.Should().Be(code);
    }
}
