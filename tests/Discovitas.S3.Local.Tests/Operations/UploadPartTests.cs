using System.IO.Hashing;

namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Uploading parts that do not fit the upload.</summary>
public sealed class UploadPartTests : ScenarioTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task UploadPart_WithANumberOutOfRange_IsRejected(int number)
    {
        var id = await Begin(Scenario, "k");

        var response = await Scenario.Raw.SendAsync(
            new RawRequest("PUT", $"/{Scenario.Bucket}/k?partNumber={number}&uploadId={id}") { Body = [1] });

        response.Code.Should().Be("InvalidArgument");
    }

    [Fact]
    public async Task UploadPart_WithAnotherChecksumThanTheUpload_IsRejected()
    {
        var id = (await Scenario.S3.InitiateMultipartUploadAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        })).UploadId;

        await Scenario.ShouldFail(() => Scenario.S3.UploadPartAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartNumber = 1,
            InputStream = new MemoryStream(Bytes(1)),
            ChecksumCRC32 = Crc([0]),
        }), "InvalidRequest");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1.0")]
    [InlineData("%201")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public async Task UploadPart_WithAnInvalidNumber_IsRejected(string number)
    {
        var id = await Begin(Scenario, "k");
        var (url, _) = Presign.Url(Scenario, "PUT", $"/k?partNumber={number}&uploadId={id}");

        var response = await Scenario.Http.PutAsync(url, new ByteArrayContent([1]));

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain(
            "<Code>InvalidArgument</Code><Message>Part number must be an integer between 1 and 10000, " +
            "inclusive</Message><ArgumentName>partNumber</ArgumentName>");
        await Scenario.S3.AbortMultipartUploadAsync(Scenario.Bucket, "k", id);
        await ShouldBeNone(Scenario);
    }

    private static string Crc(byte[] bytes) => Convert.ToBase64String([.. Crc32.Hash(bytes).Reverse()]);
}
