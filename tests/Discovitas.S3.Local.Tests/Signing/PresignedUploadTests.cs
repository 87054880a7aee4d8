using System.Net.Http.Headers;

namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Presigned URLs that store objects and parts.</summary>
public sealed class PresignedUploadTests
{
    [Fact]
    public async Task PresignedPut_AcceptsTheSignedHeadersOnly()
    {
        await using var scenario = await Scenario.StartAsync();
        var url = scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            ContentType = "text/css",
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
        });
        async Task<HttpStatusCode> Put(string type, string? meta = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new StringContent("x") };
            request.Content.Headers.ContentType = new(type);
            if (meta is not null)
            {
                request.Headers.Add("x-amz-meta-m", meta);
            }

            using var response = await scenario.Http.SendAsync(request);
            return response.StatusCode;
        }

        (await Put("text/html")).Should().Be(HttpStatusCode.Forbidden);
        (await Put("text/css", meta: "smuggled")).Should().Be(HttpStatusCode.Forbidden);
        (await Put("text/css")).Should().Be(HttpStatusCode.OK);
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).Headers.ContentType.Should().Be("text/css");
    }

    [Fact]
    public async Task PresignedUploadPart_StoresThePart()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = (await scenario.S3.InitiateMultipartUploadAsync(scenario.Bucket, "k")).UploadId;
        var url = scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            UploadId = id,
            PartNumber = 1,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
        });

        using var response = await scenario.Http.PutAsync(url, new ByteArrayContent([1, 2, 3]));
        await scenario.S3.CompleteMultipartUploadAsync(new()
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [new PartETag(1, response.Headers.ETag!.Tag)],
        });

        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).ContentLength.Should().Be(3);
    }

    [Fact]
    public async Task PresignedPut_AcceptsTheSignedLengthTypeAndKeyOnly()
    {
        await using var scenario = await Scenario.StartAsync();
        var url = Presign.SdkUrl(scenario, request =>
        {
            request.ContentType = "image/png";
            request.Headers.ContentLength = 5;
        });
        async Task Rejected(string target, byte[] body, string type, string code = "SignatureDoesNotMatch")
        {
            (await Put(scenario, target, body, type)).Should().Be((HttpStatusCode.Forbidden, code));
            await ShouldBeNone(scenario);
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
        (await Put(scenario, url, "hello"u8.ToArray(), "image/png")).Status.Should().Be(HttpStatusCode.OK);
        (await scenario.GetAsync("k")).Should().Be("hello");
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task PresignedPut_OfAnotherMethod_IsRejected(string method)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "mine");
        var url = Presign.SdkUrl(scenario, _ => { });
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        using var disguised = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent([1]) };
        disguised.Headers.Add("X-HTTP-Method-Override", method);

        (await scenario.Http.SendAsync(request)).IsSuccessStatusCode.Should().BeFalse();
        (await scenario.GetAsync("k")).Should().Be("mine");
        (await scenario.Http.SendAsync(
            disguised)).StatusCode.Should().Be(HttpStatusCode.OK, "a PUT is a PUT, whatever else it says");
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).ContentLength.Should().Be(1);
    }

    [Fact]
    public async Task MultipartUpload_WithPresignedUrlsOnly_IsStored()
    {
        await using var scenario = await Scenario.StartAsync();
        async Task<string> Send(HttpMethod method, string target, byte[]? body = null)
        {
            var (url, headers) = Presign.Url(scenario, method.Method, target, body is null ? null : "text/css");
            using var request = new HttpRequestMessage(method, url);
            request.Content = body is null ? null : new ByteArrayContent(body);
            if (headers is not null)
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(headers);
            }

            using var response = await scenario.Http.SendAsync(request);
            response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
            return response.Headers.ETag?.Tag ?? await response.Content.ReadAsStringAsync();
        }

        var id = XElement.Parse(await Send(HttpMethod.Post, "/k?uploads=", [])).Elements()
            .Single(element => element.Name.LocalName == "UploadId").Value;
        var first = Parts.Bytes(5 * 1024 * 1024);
        var tags = new[] { await Send(HttpMethod.Put, $"/k?partNumber=1&uploadId={id}", first), await Send(
            HttpMethod.Put, $"/k?partNumber=2&uploadId={id}", [1, 2]) };
        var parts = await Send(HttpMethod.Get, $"/k?uploadId={id}");
        parts.Should().Contain("<PartNumber>2</PartNumber>").And.Contain("<Size>2</Size>");
        await Send(HttpMethod.Post, $"/k?uploadId={id}", Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload>{string.Concat(tags.Select((tag, index) => $"<Part><PartNumber>{index
                + 1}</PartNumber><ETag>{tag}</ETag></Part>"))}</CompleteMultipartUpload>"));

        var stored = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k");
        (stored.ContentLength, stored.Headers.ContentType).Should().Be((first.Length + 2L, "text/css"));

        var other = await Begin(scenario, "k");
        await Send(HttpMethod.Delete, $"/k?uploadId={other}");
        (await Uploads(scenario)).Should().BeEmpty();
    }

    [Fact]
    public async Task PresignedPart_AcceptsItsKeyNumberAndUploadOnly()
    {
        await using var scenario = await Scenario.StartAsync();
        var (mine, another) = (await Begin(scenario, "k"), await Begin(scenario, "j"));
        var url = Part(scenario, "k", mine, 1);

        foreach (
            var altered in new[] { url.Replace(
                "partNumber=1", "partNumber=2"), url.Replace(mine, another), url.Replace("/k?", "/j?") })
        {
            (await Put(scenario, altered, [1])).Should().Be((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"));
        }

        (await Put(scenario, Part(scenario, "k", another, 1), [1]))
            .Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"), "it is another key's upload");
        (await Put(scenario, Part(scenario, "k", "../../../k", 1), [1]))
            .Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"));
        foreach (var (key, id) in new[] { ("k", mine), ("j", another) })
        {
            ((await scenario.S3.ListPartsAsync(scenario.Bucket, key, id)).Parts ?? []).Should().BeEmpty();
        }

        (await Put(scenario, url, [1])).Status.Should().Be(HttpStatusCode.OK);
        await scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "k", mine);
        await scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "j", another);
        (await Put(scenario, url, [1])).Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"));
        await ShouldBeNone(scenario);
    }

    private static string Part(Scenario scenario, string key, string id, int number) =>
        Presign.SdkUrl(scenario, request =>
    {
        request.Key = key;
        request.UploadId = id;
        request.PartNumber = number;
    });

    /// <summary>Sends a PUT without normalizing the URL.</summary>
    private static async Task<(
        HttpStatusCode Status, string? Code)> Put(Scenario scenario, string url, byte[] body, string? type = null)
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
