namespace Discovitas.S3.Local.Tests.Pipeline;

/// <summary>
/// Requests that are refused before their body. Clients that send <c>Expect: 100-continue</c>, such as boto3 and the
/// AWS command line, do not send the body then.
/// </summary>
public sealed class EarlyRefusalTests : ScenarioTest
{
    [Theory]
    [InlineData("/{0}/k", "content-md5", "wrong", "InvalidDigest")]
    [InlineData("/missing/k", null, null, "NoSuchBucket")]
    [InlineData("/{0}/k", "x-amz-acl", "public-read", "AccessControlListNotSupported")]
    [InlineData("/{0}/k?partNumber=1&uploadId=x", null, null, "NoSuchUpload")]
    public async Task RefusedPut_ThatExpectsContinue_ClosesTheConnection(
        string target, string? header, string? value, string code)
    {
        var put = Put(target.Replace("{0}", Scenario.Bucket));
        if (header is not null)
        {
            put.Headers[header] = value!;
        }

        using var connection = await KeptConnection.OpenAsync(Scenario);
        await connection.SendHeadAsync(put);
        var refusal = await connection.ReadAsync();

        refusal.Code.Should().Be(code);
        refusal.Headers["Connection"].Should().Be("close");
        using var next = await KeptConnection.OpenAsync(Scenario);
        await ShouldStoreAsync(next);
    }

    [Fact]
    public async Task AcceptedPuts_ThatExpectContinue_ShareTheConnection()
    {
        using var connection = await KeptConnection.OpenAsync(Scenario);

        await ShouldStoreAsync(connection);
        await ShouldStoreAsync(connection);
    }

    [Fact]
    public async Task PutThatIsRefusedAfterItsBody_KeepsTheConnection()
    {
        var put = Put($"/{Scenario.Bucket}/k");
        put.Headers["content-md5"] = Convert.ToBase64String(new byte[16]);
        using var connection = await KeptConnection.OpenAsync(Scenario);
        await connection.SendHeadAsync(put);
        (await connection.ReadAsync()).Status.Should().Be(100);
        await connection.SendAsync(put.Body);
        var refusal = await connection.ReadAsync();

        refusal.Code.Should().Be("BadDigest");
        refusal.Headers.Should().NotContainKey("Connection");
        await ShouldStoreAsync(connection);
    }

    [Fact]
    public async Task RefusedPut_WhoseBodyComesAnyway_KeepsTheConnection()
    {
        var put = new RawRequest("PUT", "/missing/k") { Body = Bytes(100_000) };
        using var connection = await KeptConnection.OpenAsync(Scenario);
        await connection.SendHeadAsync(put);
        await connection.SendAsync(put.Body);

        (await connection.ReadAsync()).Code.Should().Be("NoSuchBucket");
        await ShouldStoreAsync(connection);
    }

    private async Task ShouldStoreAsync(KeptConnection connection)
    {
        var put = Put($"/{Scenario.Bucket}/k");
        await connection.SendHeadAsync(put);
        (await connection.ReadAsync()).Status.Should().Be(100);
        await connection.SendAsync(put.Body);
        (await connection.ReadAsync()).Status.Should().Be(200);
        (await Scenario.GetAsync("k")).Should().Be("hello");
    }

    private static RawRequest Put(string target)
    {
        var put = new RawRequest("PUT", target) { Body = "hello"u8.ToArray() };
        put.Unsigned["Expect"] = "100-continue";
        return put;
    }
}
