namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Headers that a presigned URL carries in its query.</summary>
public sealed class PresignedHeadersTests : ScenarioTest
{
    [Theory]
    [InlineData("if-none-match=%2A", "PreconditionFailed")]
    [InlineData("if-match=%220%22", "PreconditionFailed")]
    [InlineData("x-amz-storage-class=ATTIC", "InvalidStorageClass")]
    [InlineData("x-amz-acl=public-read", "AccessControlListNotSupported")]
    [InlineData("x-amz-meta-a=%00", "InvalidArgument")]
    public async Task PresignedPut_FollowsItsQuery(string query, string code)
    {
        await Scenario.PutAsync("k", "mine");

        (await PutAsync(query)).Code.Should().Be(code);
        (await Scenario.GetAsync("k")).Should().Be("mine");
    }

    [Fact]
    public async Task PresignedPut_WithMetadataInItsQuery_StoresIt()
    {
        (await PutAsync("x-amz-meta-a=b%20c&x-amz-storage-class=STANDARD_IA")).Status.Should().Be(200);

        var head = await Scenario.SendAsync("HEAD");
        head.Headers["x-amz-meta-a"].Should().Be("b c");
        head.Headers["x-amz-storage-class"].Should().Be("STANDARD_IA");
    }

    [Fact]
    public async Task PresignedPut_WithAChecksumInItsQuery_IgnoresIt()
    {
        (await PutAsync("x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32")).Status
            .Should().Be(200, "that of SDKs is the checksum of nothing");
    }

    [Fact]
    public async Task SignedPut_WithAConditionInItsQuery_IgnoresIt()
    {
        await Scenario.PutAsync("k", "mine");

        (await Scenario.SendAsync("PUT", "/k?if-none-match=%2A", [1])).Status.Should().Be(200);
    }

    private Task<RawResponse> PutAsync(string query)
    {
        var (url, _) = Presign.Url(Scenario, "PUT", "/k?" + query);
        var put = new RawRequest("PUT", url[Scenario.Server.ServiceUrl.Length..]) { Body = "x"u8.ToArray() };
        return Scenario.Raw.SendAsync(put, sign: false);
    }
}
