using System.Net.Http.Headers;

namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Presigned URLs that store objects and parts.</summary>
public sealed class PresignedUploadTests : ScenarioTest
{
    [Fact]
    public async Task PresignedPut_AcceptsTheSignedHeadersOnly()
    {
        var url = Presign.SdkUrl(Scenario, request => request.ContentType = "text/css");
        async Task<HttpStatusCode> Put(string type, string? meta = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new StringContent("x") };
            request.Content.Headers.ContentType = new(type);
            if (meta is not null)
            {
                request.Headers.Add("x-amz-meta-m", meta);
            }

            using var response = await Scenario.Http.SendAsync(request);
            return response.StatusCode;
        }

        (await Put("text/html")).Should().Be(HttpStatusCode.Forbidden);
        (await Put("text/css", meta: "smuggled")).Should().Be(HttpStatusCode.Forbidden);
        (await Put("text/css")).Should().Be(HttpStatusCode.OK);
        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).Headers.ContentType.Should().Be("text/css");
    }

    [Fact]
    public async Task PresignedUploadPart_StoresThePart()
    {
        var id = await Begin(Scenario, "k");

        using var response = await Scenario.Http.PutAsync(Part(Scenario, "k", id, 1), new ByteArrayContent([1, 2, 3]));
        await Complete(Scenario, id, new PartETag(1, response.Headers.ETag!.Tag));

        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).ContentLength.Should().Be(3);
    }

    [Fact]
    public async Task PresignedPut_AcceptsTheSignedLengthTypeAndKeyOnly()
    {
        var url = Presign.SdkUrl(Scenario, request =>
        {
            request.ContentType = "image/png";
            request.Headers.ContentLength = 5;
        });
        async Task Rejected(string target, byte[] body, string type, string code = "SignatureDoesNotMatch")
        {
            (await Put(Scenario, target, body, type)).Should().Be((HttpStatusCode.Forbidden, code));
            await ShouldBeNone(Scenario);
        }

        url.Should().Contain("content-length%3Bcontent-type%3Bhost");
        await Rejected(url, "hello!"u8.ToArray(), "image/png");
        await Rejected(url, "hell"u8.ToArray(), "image/png");
        await Rejected(url, [], "image/png");
        await Rejected(url, "hello"u8.ToArray(), "image/PNG");
        await Rejected(url, "hello"u8.ToArray(), "text/html");
        await Rejected(url, "hello"u8.ToArray(), "image/png; charset=x");
        await Rejected(url.Replace("/k?", "/K?"), "hello"u8.ToArray(), "image/png");
        await Rejected(url.Replace("/k?", "/k/../j?"), "hello"u8.ToArray(), "image/png");
        await Rejected(
            url + "&uploadId=00000000000000000000000000000000&partNumber=1", "hello"u8.ToArray(), "image/png");
        await Rejected(url.Replace("content-length%3B", ""), "hello"u8.ToArray(), "image/png");
        (await Put(Scenario, url, "hello"u8.ToArray(), "image/png")).Status.Should().Be(HttpStatusCode.OK);
        (await Scenario.GetAsync("k")).Should().Be("hello");
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task PresignedPut_OfAnotherMethod_IsRejected(string method)
    {
        await Scenario.PutAsync("k", "mine");
        var url = Presign.SdkUrl(Scenario, _ => { });
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        using var disguised = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent([1]) };
        disguised.Headers.Add("X-HTTP-Method-Override", method);

        (await Scenario.Http.SendAsync(request)).IsSuccessStatusCode.Should().BeFalse();
        (await Scenario.GetAsync("k")).Should().Be("mine");
        (await Scenario.Http.SendAsync(disguised)).StatusCode
            .Should().Be(HttpStatusCode.OK, "a PUT is a PUT, whatever else it says");
        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).ContentLength.Should().Be(1);
    }

    [Fact]
    public async Task MultipartUpload_WithPresignedUrlsOnly_IsStored()
    {
        async Task<string> Send(HttpMethod method, string target, byte[]? body = null)
        {
            var (url, headers) = Presign.Url(Scenario, method.Method, target, body is null ? null : "text/css");
            using var request = new HttpRequestMessage(method, url);
            request.Content = body is null ? null : new ByteArrayContent(body);
            if (headers is not null)
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(headers);
            }

            using var response = await Scenario.Http.SendAsync(request);
            response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
            return response.Headers.ETag?.Tag ?? await response.Content.ReadAsStringAsync();
        }

        var id = XElement.Parse(await Send(HttpMethod.Post, "/k?uploads=", [])).Elements()
            .Single(element => element.Name.LocalName == "UploadId").Value;
        var first = Bytes(5 * Mebibyte);
        string[] etags =
        [
            await Send(HttpMethod.Put, $"/k?partNumber=1&uploadId={id}", first),
            await Send(HttpMethod.Put, $"/k?partNumber=2&uploadId={id}", [1, 2]),
        ];
        var parts = await Send(HttpMethod.Get, $"/k?uploadId={id}");
        parts.Should().Contain("<PartNumber>2</PartNumber>").And.Contain("<Size>2</Size>");
        var list = string.Concat(etags.Select((etag, index) =>
            $"<Part><PartNumber>{index + 1}</PartNumber><ETag>{etag}</ETag></Part>"));
        var document = Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{list}</CompleteMultipartUpload>");
        await Send(HttpMethod.Post, $"/k?uploadId={id}", document);

        var stored = await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k");
        (stored.ContentLength, stored.Headers.ContentType).Should().Be((first.Length + 2L, "text/css"));

        var other = await Begin(Scenario, "k");
        await Send(HttpMethod.Delete, $"/k?uploadId={other}");
        (await Uploads(Scenario)).Should().BeEmpty();
    }

    [Fact]
    public async Task PresignedPart_AcceptsItsKeyNumberAndUploadOnly()
    {
        var (mine, another) = (await Begin(Scenario, "k"), await Begin(Scenario, "j"));
        var url = Part(Scenario, "k", mine, 1);

        string[] changed =
            [url.Replace("partNumber=1", "partNumber=2"), url.Replace(mine, another), url.Replace("/k?", "/j?")];
        foreach (var altered in changed)
        {
            (await Put(Scenario, altered, [1])).Should().Be((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"));
        }

        (await Put(Scenario, Part(Scenario, "k", another, 1), [1]))
            .Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"), "it is another key's upload");
        (await Put(Scenario, Part(Scenario, "k", "../../../k", 1), [1]))
            .Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"));
        foreach (var (key, id) in new[] { ("k", mine), ("j", another) })
        {
            ((await Scenario.S3.ListPartsAsync(Scenario.Bucket, key, id)).Parts ?? []).Should().BeEmpty();
        }

        (await Put(Scenario, url, [1])).Status.Should().Be(HttpStatusCode.OK);
        await Scenario.S3.AbortMultipartUploadAsync(Scenario.Bucket, "k", mine);
        await Scenario.S3.AbortMultipartUploadAsync(Scenario.Bucket, "j", another);
        (await Put(Scenario, url, [1])).Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"));
        await ShouldBeNone(Scenario);
    }

    private static string Part(Scenario scenario, string key, string id, int number) =>
        Presign.SdkUrl(scenario, request =>
        {
            request.Key = key;
            request.UploadId = id;
            request.PartNumber = number;
        });

    /// <summary>Sends a PUT without normalizing the URL.</summary>
    private static async Task<(HttpStatusCode Status, string? Code)> Put(
        Scenario scenario, string url, byte[] body, string? type = null)
    {
        var request = new RawRequest("PUT", url[scenario.Server.ServiceUrl.Length..]) { Body = body };
        if (type is not null)
        {
            request.Unsigned["content-type"] = type;
        }

        var response = await scenario.Raw.SendAsync(request, sign: false);
        return ((HttpStatusCode)response.Status, response.Code);
    }
}
