using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;
using Discovitas.S3.TestSupport;
using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.AspNetCore.Tests.Delivery;

/// <summary>Files that pass through the app.</summary>
public sealed class StreamTests
{
    private static readonly byte[] Bytes = DeliverySite.Bytes;

    [Fact]
    public async Task Stream_WholeFile_HasSafeHeadersAndTakesOneRequest()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        var calls = Watch(site);

        using var response = await site.SendAsync("/stream/" + key);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        TestBytes.SameBytes(await response.Content.ReadAsByteArrayAsync(), Bytes);
        response.Content.Headers.ContentType!.ToString().Should().Be("image/png");
        response.Content.Headers.ContentLength.Should().Be(Bytes.Length);
        response.Content.Headers.ContentDisposition!.ToString().Should().Be("inline; filename=\"a.png\"");
        response.Content.Headers.LastModified.Should().NotBeNull();
        response.Headers.ETag.Should().NotBeNull();
        response.Headers.AcceptRanges.Should().Equal("bytes");
        response.Headers.CacheControl!.ToString().Should().Be("no-cache, private");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        calls.Should().Equal(S3Operation.GetObject);
    }

    // The last three are what Chromium's video element asks for.
    [Theory]
    [InlineData("bytes=0-9", 0, 10)]
    [InlineData("bytes=990-2000", 990, 10)]
    [InlineData("bytes=-10", 990, 10)]
    [InlineData("bytes=0-", 0, 1000)]
    [InlineData("bytes=500-", 500, 500)]
    [InlineData("bytes=999-", 999, 1)]
    public async Task Stream_Range_IsReturnedAlone(string range, int start, int length)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        var calls = Watch(site);

        using var response = await site.SendAsync("/stream/" + key, null, ("Range", range));

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange.Should()
            .Be(new ContentRangeHeaderValue(start, start + length - 1, Bytes.Length));
        TestBytes.SameBytes(await response.Content.ReadAsByteArrayAsync(), Bytes[start..(start + length)]);
        calls.Should().Equal(S3Operation.GetObject);
    }

    [Theory]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=x")]
    public async Task Stream_RangeThatIsNotOne_IsIgnored(string range)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();

        using var response = await site.SendAsync("/stream/" + key, null, ("Range", range));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).Should().HaveCount(Bytes.Length);
    }

    [Fact]
    public async Task Stream_RangeAfterTheEnd_IsNotSatisfiable()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();

        using var response = await site.SendAsync("/stream/" + key, null, ("Range", "bytes=1000-"));
        var size = response.Content.Headers.ContentRange;

        (await Response.ReadAsync(response)).Problem.Should().Be("416 invalid-range");
        size!.ToString().Should().Be($"bytes */{Bytes.Length}");
    }

    [Theory]
    [InlineData("{0}", 206)]
    [InlineData("\"other\"", 200)]
    [InlineData("W/{0}", 200)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", 200)]
    public async Task Stream_IfRange_ReturnsTheRangeOfTheSameFileOnly(string condition, int status)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        var etag = (await site.Site.S3.GetMetadataAsync(key))!.ETag;
        var ifRange = condition.Replace("{0}", etag, StringComparison.Ordinal);

        using var response = await site.SendAsync(
            "/stream/" + key, null, ("Range", "bytes=0-9"), ("If-Range", ifRange));

        ((int)response.StatusCode).Should().Be(status);
    }

    [Theory]
    [InlineData("GET", "{0}", true, 1)]
    [InlineData("GET", "W/{0}", true, 1)]
    [InlineData("GET", "\"other\", {0}", true, 2)]
    [InlineData("GET", "*", true, 2)]
    [InlineData("GET", "\"other\"", false, 1)]
    [InlineData("GET", "nonsense", false, 1)]
    [InlineData("HEAD", "{0}", true, 1)]
    [InlineData("HEAD", "\"other\", W/{0}", true, 1)]
    [InlineData("HEAD", "*", true, 1)]
    [InlineData("HEAD", "\"other\"", false, 1)]
    public async Task Stream_IfNoneMatch_IsAnsweredWithoutBytes(
        string method, string condition, bool isKnown, int requests)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        var etag = (await site.Site.S3.GetMetadataAsync(key))!.ETag;
        var calls = Watch(site);

        using var response = await site.SendAsync(
            "/stream/" + key, new HttpMethod(method),
            ("If-None-Match", condition.Replace("{0}", etag, StringComparison.Ordinal)));

        response.StatusCode.Should().Be(isKnown ? HttpStatusCode.NotModified : HttpStatusCode.OK);
        response.Headers.CacheControl!.ToString().Should().Be("no-cache, private");
        (await response.Content.ReadAsByteArrayAsync())
            .Should().HaveCount(isKnown || method == "HEAD" ? 0 : Bytes.Length);
        response.Headers.ETag!.Tag.Should().Be(etag);
        calls.Should().HaveCount(requests);
    }

    [Theory]
    [InlineData("GET", 0, 304)]
    [InlineData("GET", -3600, 200)]
    [InlineData("HEAD", 0, 304)]
    [InlineData("HEAD", -3600, 200)]
    public async Task Stream_IfModifiedSince_IsAnsweredByTheTime(string method, int seconds, int status)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        var time = (await site.Site.S3.GetMetadataAsync(key))!.LastModified.AddSeconds(seconds);

        using var response = await site.SendAsync(
            "/stream/" + key, new HttpMethod(method), ("If-Modified-Since", time.ToString("R")));

        ((int)response.StatusCode).Should().Be(status);
        response.Headers.ETag.Should().NotBeNull();
    }

    [Fact]
    public async Task Stream_Head_HasTheHeadersAndTakesOneRequest()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        var calls = Watch(site);

        using var response = await site.SendAsync("/stream/" + key, HttpMethod.Head);

        response.Content.Headers.ContentLength.Should().Be(Bytes.Length);
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        calls.Should().Equal(S3Operation.HeadObject);
    }

    [Fact]
    public async Task Stream_TypeThatABrowserRuns_IsSaved()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = "uploads/ann/" + Guid.NewGuid() + ".html";
        using var client = new Amazon.S3.AmazonS3Client(
            site.Site.Store.AccessKeyId, site.Site.Store.SecretAccessKey,
            new Amazon.S3.AmazonS3Config { ServiceURL = site.Site.Store.ServiceUrl, ForcePathStyle = true });
        var page = new Amazon.S3.Model.PutObjectRequest
        {
            BucketName = site.Site.Store.Bucket,
            Key = key,
            ContentType = "text/html",
            ContentBody = "<script>alert(1)</script>",
        };
        page.Headers.ContentDisposition = "inline; filename=\"a.html\"";
        await client.PutObjectAsync(page);

        using var response = await site.SendAsync("/stream/" + key);

        response.Content.Headers.ContentDisposition!.ToString().Should().Be("attachment; filename=\"a.html\"");
    }

    [Fact]
    public async Task Stream_Options_SetNameAndCaching()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();

        using var response = await site.SendAsync("/download/" + key);

        response.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        response.Content.Headers.ContentDisposition.FileNameStar.Should().Be("r\u00E9sum\u00E9.png");
        response.Headers.CacheControl!.MaxAge.Should().Be(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("uploads/ann/0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData("secret.txt")]
    [InlineData("uploads/../secret.txt")]
    public async Task Stream_NoFile_IsNotFound(string key)
    {
        await using var site = await DeliverySite.StartAsync();

        (await Response.ReadAsync(await site.SendAsync("/stream/" + key))).Problem.Should().Be("404 file-not-found");
        (await site.SendAsync("/stream/" + key, HttpMethod.Head)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Stream_StoreThatIsDown_IsAProblem()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        site.Site.Store.Faults = _ => S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown");

        (await Response.ReadAsync(await site.SendAsync("/stream/" + key))).Problem
            .Should().Be("503 store-unavailable");
    }

    [Fact]
    public async Task Stream_ThatFailsOnceTheHeadersAreSet_IsAProblemWithoutThem()
    {
        await using var site = await DeliverySite.StartAsync();

        using var response = await site.SendAsync("/late");

        response.Headers.ETag.Should().BeNull();
        response.Content.Headers.ContentDisposition.Should().BeNull();
        response.Content.Headers.LastModified.Should().BeNull();
        (await Response.ReadAsync(response)).Problem.Should().Be("404 file-not-found");
    }

    [Fact]
    public async Task Stream_StoreThatBreaksOff_IsNotTakenForTheWholeFile()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync(bytes: TestBytes.Bytes(4 * TestBytes.MiB));
        site.Site.Store.Faults = _ => S3Fault.CutResponse;

        using var response = await site.SendAsync("/stream/" + key);

        await response.Content.Invoking(content => content.ReadAsByteArrayAsync())
            .Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Stream_ClientThatGoes_FreesTheConnectionToTheStore()
    {
        using var closed = new SemaphoreSlim(0);
        LoopbackRelay? relay = null;
        await using var site = await DeliverySite.StartAsync(settings =>
        {
            relay = new LoopbackRelay(new Uri(settings.ServiceUrl!).Port, async (up, down, token) =>
            {
                await up.CopyToAsync(down, token);
                closed.Release();
            });
            settings.ServiceUrl = $"http://127.0.0.1:{relay.Port}";
        });
        using var disposing = relay;
        var key = await site.StoreAsync("video/mp4", TestBytes.Bytes(64 * TestBytes.MiB), "a.mp4");

        using (var response = await site.SendAsync("/stream/" + key))
        {
            await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[1000]);
        }

        await closed.WaitAsync();
        site.Site.Log.Lines.Should().NotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static ConcurrentQueue<S3Operation> Watch(DeliverySite site)
    {
        var calls = new ConcurrentQueue<S3Operation>();
        site.Site.Store.Faults = call =>
        {
            calls.Enqueue(call.Operation);
            return null;
        };
        return calls;
    }
}
