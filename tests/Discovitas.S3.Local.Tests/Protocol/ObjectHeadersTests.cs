namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>The headers of objects.</summary>
public sealed class ObjectHeadersTests : ScenarioTest
{
    [Theory]
    [InlineData("x-amz-server-side-encryption-customer-algorithm", "AES256")]
    [InlineData("x-amz-object-lock-mode", "GOVERNANCE")]
    [InlineData("if-none-match", "\"x\"")]
    public Task Header_ThatIsNotSupported_IsNotImplemented(string header, string value) =>
        ShouldRejectAsync(header, value, "NotImplemented");

    [Theory]
    [InlineData("x-amz-server-side-encryption", "ROT13", "InvalidArgument")]
    [InlineData("x-amz-storage-class", "ATTIC", "InvalidStorageClass")]
    [InlineData("x-amz-grant-read", "id=1", "AccessControlListNotSupported")]
    [InlineData("x-amz-tagging", "a=1&a=2", "InvalidArgument")]
    public Task Header_WithAValueThatIsNotSupported_IsRejected(string header, string value, string code) =>
        ShouldRejectAsync(header, value, code);

    [Theory]
    [InlineData("a, b", "a, b")]
    [InlineData("=?UTF-8?B?aGVsbG8=?=", "hello")]
    [InlineData("=?utf-8?q?hel=6C_o?=", "hell o")]
    [InlineData("=?UTF-8?Q?gr=C3=B6=C3=9Fe?=", "=?UTF-8?Q?gr=C3=B6=C3=9Fe?=")]
    [InlineData("=?UTF-8?B?Z3LDtg==?= =?UTF-8?B?w59l?=", "=?UTF-8?Q?gr=C3=B6=C3=9Fe?=")]
    [InlineData("=?UTF-8?B?YQ0KYg==?=", "=?UTF-8?B?YQ0KYg==?=")]
    [InlineData("=?UTF-8?B??=", "=?UTF-8?B??=")]
    [InlineData("=?UTF-8?B?IGE=?=", "=?UTF-8?Q?_a?=")]
    [InlineData("=?UTF-8?B?nothing", "=?UTF-8?Q?=3D=3FUTF-8=3FB=3Fnothing?=")]
    [InlineData("ÄMÄZÕÑ S3", "=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=")]
    public async Task Metadata_IsReturnedDecodedIfAHeaderCanCarryIt(string sent, string returned)
    {
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k");
        put.Headers["x-amz-meta-name"] = sent;
        (await Scenario.Raw.SendAsync(put)).Status.Should().Be(200);

        (await Scenario.SendAsync("HEAD")).Headers["x-amz-meta-name"].Should().Be(returned);
    }

    [Fact]
    public async Task Headers_OfAnObject_AreReturnedByGetAndHead()
    {
        var put = Scenario.NewPut(contentType: "image/png");
        put.Headers.CacheControl = "max-age=60";
        put.Headers.ContentDisposition = "attachment; filename=\"a.png\"";
        put.Headers.ContentEncoding = "gzip";
        put.Headers["Content-Language"] = "de";
        put.Headers.Expires = new DateTime(2037, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        put.Metadata["owner"] = "me, myself";
        put.StorageClass = S3StorageClass.StandardInfrequentAccess;
        put.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256;
        put.TagSet = [new Tag { Key = "a b", Value = "1+1" }];

        var response = await Scenario.S3.PutObjectAsync(put);

        response.ServerSideEncryptionMethod.Should().Be(ServerSideEncryptionMethod.AES256);
        var head = await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k");
        head.Headers.ContentType.Should().Be("image/png");
        head.Headers.CacheControl.Should().Be("max-age=60");
        head.Headers.ContentDisposition.Should().Be("attachment; filename=\"a.png\"");
        head.Headers.ContentEncoding.Should().Be("gzip", "aws-chunked is how the body came");
        head.Headers["Content-Language"].Should().Be("de");
        head.ExpiresString.Should().Be("Thu, 01 Jan 2037 00:00:00 GMT");
        head.Metadata["owner"].Should().Be("me, myself");
        head.StorageClass.Should().Be(S3StorageClass.StandardInfrequentAccess);
        head.ServerSideEncryptionMethod.Should().Be(ServerSideEncryptionMethod.AES256);
        using var got = await Scenario.S3.GetObjectAsync(Scenario.Bucket, "k");
        got.TagCount.Should().Be(1);
        got.Metadata["owner"].Should().Be("me, myself");
    }

    [Theory]
    [InlineData("gzip, br", "gzip, br")]
    [InlineData("gzip ,br,, x", "gzip ,br,, x")]
    [InlineData("aws-chunked", null)]
    [InlineData("aws-chunked,gzip", "gzip")]
    [InlineData("gzip, aws-chunked", "gzip")]
    [InlineData("AWS-Chunked, gzip, br", "gzip, br")]
    [InlineData("gzip,aws-chunked, br", "gzip, br")]
    [InlineData("aws-chunked-like", "aws-chunked-like")]
    public async Task ContentEncoding_IsStoredWithoutAwsChunked(string sent, string? stored)
    {
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = [1] };
        put.Headers["content-encoding"] = sent;
        (await Scenario.Raw.SendAsync(put)).Status.Should().Be(200);

        (await Scenario.SendAsync("HEAD")).Headers.GetValueOrDefault("content-encoding").Should().Be(stored);
    }

    [Fact]
    public async Task Metadata_ThatIsEmpty_IsReturned()
    {
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k");
        put.Headers["x-amz-meta-empty"] = "";
        put.Headers["cache-control"] = "";
        (await Scenario.Raw.SendAsync(put)).Status.Should().Be(200);
        await Scenario.S3.CopyObjectAsync(Scenario.Bucket, "k", Scenario.Bucket, "copy");

        foreach (var target in new[] { "/k", "/copy" })
        {
            using var head = await Scenario.Http.SendAsync(
                new HttpRequestMessage(HttpMethod.Head, $"/{Scenario.Bucket}{target}"));
            head.Headers.GetValues("x-amz-meta-empty").Should().Equal("");
            head.Headers.CacheControl.Should().BeNull();
        }
    }

    [Fact]
    public async Task Metadata_ThatIsTooLarge_IsRejected()
    {
        var put = Scenario.NewPut();
        put.Metadata["m"] = new string('x', 2048);

        await Scenario.ShouldFail(() => Scenario.S3.PutObjectAsync(put), "MetadataTooLarge");
    }

    private async Task ShouldRejectAsync(string header, string value, string code)
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = [1] };
        request.Headers[header] = value;

        (await Scenario.Raw.SendAsync(request)).Code.Should().Be(code);
        File.Exists(Scenario.PathOf("k")).Should().BeFalse();
    }
}
