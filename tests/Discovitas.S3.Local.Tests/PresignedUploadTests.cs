using System.Net;
using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Leftovers;

namespace Discovitas.S3.Local.Tests;

/// <summary>Presigned URLs that write: what was signed is taken, and nothing a little different.</summary>
public sealed class PresignedUploadTests
{
    [Fact]
    public async Task PresignedPut_TakesTheSignedLengthTypeAndKeyOnly()
    {
        await using var scenario = await Scenario.StartAsync();
        var url = Url(scenario, request =>
        {
            request.ContentType = "image/png";
            request.Headers.ContentLength = 5;
        });
        async Task Refused(string target, byte[] body, string type, string code = "SignatureDoesNotMatch")
        {
            (await Put(scenario, target, body, type)).Should().Be((HttpStatusCode.Forbidden, code));
            await ShouldBeNone(scenario);
        }

        url.Should().Contain("content-length%3Bcontent-type%3Bhost");
        await Refused(url, "hello!"u8.ToArray(), "image/png");
        await Refused(url, "hell"u8.ToArray(), "image/png");
        await Refused(url, [], "image/png");
        await Refused(url, "hello"u8.ToArray(), "image/PNG");
        await Refused(url, "hello"u8.ToArray(), "text/html");
        await Refused(url, "hello"u8.ToArray(), "image/png; charset=x");
        await Refused(url.Replace("/k?", "/K?"), "hello"u8.ToArray(), "image/png");
        await Refused(url.Replace("/k?", "/k/../j?"), "hello"u8.ToArray(), "image/png");
        await Refused(url + "&uploadId=00000000000000000000000000000000&partNumber=1", "hello"u8.ToArray(), "image/png");
        await Refused(url.Replace("content-length%3B", ""), "hello"u8.ToArray(), "image/png");
        (await Put(scenario, url, "hello"u8.ToArray(), "image/png")).Status.Should().Be(HttpStatusCode.OK);
        (await scenario.GetAsync("k")).Should().Be("hello");
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task PresignedPut_IsNoWordForAnotherMethod(string method)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "mine");
        var url = Url(scenario, _ => { });
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        using var disguised = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent([1]) };
        disguised.Headers.Add("X-HTTP-Method-Override", method);

        (await scenario.Http.SendAsync(request)).IsSuccessStatusCode.Should().BeFalse();
        (await scenario.GetAsync("k")).Should().Be("mine");
        (await scenario.Http.SendAsync(disguised)).StatusCode.Should().Be(HttpStatusCode.OK, "a PUT is a PUT, whatever else it says");
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).ContentLength.Should().Be(1);
    }

    [Fact]
    public async Task MultipartUpload_ByPresignedUrlsAlone_Works()
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

            using var answer = await scenario.Http.SendAsync(request);
            answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
            return answer.Headers.ETag?.Tag ?? await answer.Content.ReadAsStringAsync();
        }

        var id = System.Xml.Linq.XElement.Parse(await Send(HttpMethod.Post, "/k?uploads=", [])).Elements().Single(element => element.Name.LocalName == "UploadId").Value;
        var first = Parts.Bytes(5 * 1024 * 1024);
        var tags = new[] { await Send(HttpMethod.Put, $"/k?partNumber=1&uploadId={id}", first), await Send(HttpMethod.Put, $"/k?partNumber=2&uploadId={id}", [1, 2]) };
        var parts = await Send(HttpMethod.Get, $"/k?uploadId={id}");
        parts.Should().Contain("<PartNumber>2</PartNumber>").And.Contain("<Size>2</Size>");
        await Send(HttpMethod.Post, $"/k?uploadId={id}", System.Text.Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload>{string.Concat(tags.Select((tag, index) => $"<Part><PartNumber>{index + 1}</PartNumber><ETag>{tag}</ETag></Part>"))}</CompleteMultipartUpload>"));

        var stored = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k");
        (stored.ContentLength, stored.Headers.ContentType).Should().Be((first.Length + 2L, "text/css"));

        var other = await Parts.Begin(scenario, "k");
        await Send(HttpMethod.Delete, $"/k?uploadId={other}");
        (await Parts.Uploads(scenario)).Should().BeEmpty();
    }

    [Fact]
    public async Task PresignedPart_IsForItsKeyNumberAndUpload()
    {
        await using var scenario = await Scenario.StartAsync();
        var (mine, another) = (await Parts.Begin(scenario, "k"), await Parts.Begin(scenario, "j"));
        var url = Part(scenario, "k", mine, 1);

        foreach (var altered in new[] { url.Replace("partNumber=1", "partNumber=2"), url.Replace(mine, another), url.Replace("/k?", "/j?") })
        {
            (await Put(scenario, altered, [1])).Should().Be((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"));
        }

        (await Put(scenario, Part(scenario, "k", another, 1), [1])).Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"), "it is another key's upload");
        (await Put(scenario, Part(scenario, "k", "../../../k", 1), [1])).Should().Be((HttpStatusCode.NotFound, "NoSuchUpload"));
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

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1.0")]
    [InlineData("%201")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public async Task PartNumber_ThatIsNone_IsRefused(string number)
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Parts.Begin(scenario, "k");
        var (url, _) = Presign.Url(scenario, "PUT", $"/k?partNumber={number}&uploadId={id}");

        var answer = await scenario.Http.PutAsync(url, new ByteArrayContent([1]));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(
            "<Code>InvalidArgument</Code><Message>Part number must be an integer between 1 and 10000, inclusive</Message><ArgumentName>partNumber</ArgumentName>");
        await scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "k", id);
        await ShouldBeNone(scenario);
    }

    [Theory]
    [InlineData("PUT", "/k")]
    [InlineData("PUT", "/k?partNumber=1&uploadId=00000000000000000000000000000000")]
    [InlineData("POST", "/k?uploads=")]
    [InlineData("GET", "/k?uploadId=00000000000000000000000000000000")]
    [InlineData("POST", "/k?uploadId=00000000000000000000000000000000")]
    [InlineData("DELETE", "/k?uploadId=00000000000000000000000000000000")]
    public async Task PresignedUrl_ThatHasExpired_SaysSo(string method, string target)
    {
        var clock = new ShiftedClock(TimeSpan.FromMinutes(6));
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        using var request = new HttpRequestMessage(new HttpMethod(method), Presign.Url(scenario, method, target).Url);
        request.Content = new ByteArrayContent([1]);

        using var answer = await scenario.Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("<Code>AccessDenied</Code><Message>Request has expired</Message>");
        clock.Shift = TimeSpan.Zero;
        await ShouldBeNone(scenario);
    }

    private static string Part(Scenario scenario, string key, string id, int number) => Url(scenario, request =>
    {
        request.Key = key;
        request.UploadId = id;
        request.PartNumber = number;
    });

    private static string Url(Scenario scenario, Action<GetPreSignedUrlRequest> configure)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
        };
        configure(request);
        return scenario.S3.GetPreSignedURL(request);
    }

    /// <summary>Puts without any mending of the URL on the way.</summary>
    private static async Task<(HttpStatusCode Status, string? Code)> Put(Scenario scenario, string url, byte[] body, string? type = null)
    {
        var request = new RawRequest("PUT", url[scenario.Server.ServiceUrl.Length..]) { Body = body };
        if (type is not null)
        {
            request.Unsigned["content-type"] = type;
        }

        var answer = await scenario.Raw.SendAsync(request, sign: false);
        return ((HttpStatusCode)answer.Status, answer.Code);
    }
}
