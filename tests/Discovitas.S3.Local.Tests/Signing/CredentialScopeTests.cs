using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Credentials of signatures.</summary>
public sealed class CredentialScopeTests
{
    [Theory]
    [InlineData("AKID/20130524/us-east-1/s3/aws4_request", "AKID")]
    [InlineData("AK/ID/20130524/us-east-1/s3/aws4_request", "AK/ID")]
    public void Parse_OfACredential_ReadsItFromItsEnd(string credential, string accessKeyId)
    {
        var scope = CredentialScope.Parse(credential);

        scope.Should().Be(new CredentialScope(accessKeyId, "20130524", "us-east-1", "s3"));
        scope!.Text.Should().Be("20130524/us-east-1/s3/aws4_request");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AKID")]
    [InlineData("20130524/us-east-1/s3/aws4_request")]
    [InlineData("AKID/20130524/us-east-1/s3/aws3_request")]
    public void Parse_OfAnythingElse_ReturnsNull(string? credential) => CredentialScope.Parse(credential)
        .Should().BeNull();
}
