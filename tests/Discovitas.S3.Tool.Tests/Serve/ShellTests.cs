using System.Net;
using Discovitas.S3.Tool.Serve;

namespace Discovitas.S3.Tool.Tests.Serve;

/// <summary>Variables in the language of a shell.</summary>
public sealed class ShellTests
{
    [Theory]
    [InlineData("bash", @"a'b\c%d", @"export N='a'\''b\c%d'", "unset AWS_SESSION_TOKEN")]
    [InlineData("fish", @"a'b\c%d", @"set -gx N 'a\'b\\c%d'", "set -e AWS_SESSION_TOKEN")]
    [InlineData(
        "powershell", @"a'b\c%d", @"$env:N = 'a''b\c%d'", "Remove-Item Env:AWS_SESSION_TOKEN -ErrorAction Ignore")]
    [InlineData("cmd", @"a'b\c%d", @"set ""N=a'b\c%%d""", @"set ""AWS_SESSION_TOKEN=""")]
    public void AVariable_IsQuoted(string shell, string value, string line, string last) =>
        Shell.All[shell]([("N", value)]).Should().Equal(line, last);

    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:9001")]
    [InlineData("0.0.0.0", "http://127.0.0.1:9001")]
    [InlineData("::1", "http://[::1]:9001")]
    [InlineData("192.0.2.2", "http://192.0.2.2:9001")]
    public void TheAddress_IsThatOfTheServer(string bind, string address) =>
        ServerVariables.From(new ServeSettings { Port = 9001, Buckets = ["b"], Bind = IPAddress.Parse(bind) })
            .Should().Contain(("AWS_ENDPOINT_URL_S3", address)).And.Contain(("S3__ServiceUrl", address));

    [Fact]
    public void TheVariables_AreThoseOfTheServer()
    {
        var variables = ServerVariables.From(new ServeSettings
        {
            Port = 9001,
            Buckets = ["pictures", "other"],
            Region = "eu-west-1",
            AccessKey = "ID",
            SecretKey = "secret",
            IsHttps = true,
        }).ToDictionary();

        variables.Should().Contain("AWS_ENDPOINT_URL_S3", "https://localhost:9001")
            .And.Contain("AWS_DEFAULT_REGION", "eu-west-1").And.Contain("AWS_ACCESS_KEY_ID", "ID")
            .And.Contain("S3__Bucket", "pictures").And.Contain("S3__SecretAccessKey", "secret");
    }
}
