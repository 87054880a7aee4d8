namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Listing objects, both versions.</summary>
public sealed class ListObjectsTests : ScenarioTest
{
    [Fact]
    public async Task ListObjectsV2_ReturnsAllPagesInUtf8Order()
    {
        // U+1F600 is after U+FF21 in UTF-8 and before it in UTF-16.
        string[] keys = ["B", "a", "a-b", "a/1", "a/2", "a0", "z%", "ä", "\uFF21", "\U0001F600"];
        foreach (var key in keys.Reverse())
        {
            await Scenario.PutAsync(key, key);
        }

        var listed = new List<S3Object>();
        await foreach (
            var item in Scenario.S3.Paginators.ListObjectsV2(
                new ListObjectsV2Request { BucketName = Scenario.Bucket, MaxKeys = 3 }).S3Objects)
        {
            listed.Add(item);
        }

        listed.Select(item => item.Key).Should().Equal(keys);
        listed.Should().OnlyContain(
            item => item.Size == Encoding.UTF8.GetByteCount(item.Key) && item.ETag.Length == 34);
    }

    [Fact]
    public async Task ListObjectsV2_WithADelimiter_CountsACommonPrefixOnce()
    {
        foreach (var key in new[] { "p/a/1", "p/a/2", "p/b", "p/c/1", "q" })
        {
            await Scenario.PutAsync(key, "x");
        }

        var pages = new List<ListObjectsV2Response>();
        string? token = null;
        do
        {
            pages.Add(await Scenario.S3.ListObjectsV2Async(new()
            {
                BucketName = Scenario.Bucket,
                Prefix = "p/",
                Delimiter = "/",
                MaxKeys = 1,
                ContinuationToken = token,
            }));
            token = pages[^1].NextContinuationToken;
        }
        while (token is not null && pages.Count < 10);

        pages.SelectMany(page => (page.CommonPrefixes
            ?? []).Concat((page.S3Objects ?? []).Select(item => item.Key))).Should().Equal("p/a/", "p/b", "p/c/");
        pages.Should().OnlyContain(page => page.KeyCount == 1);
    }

    [Theory]
    [InlineData("marker=p%2Fa%2F1", "p/b")]
    [InlineData("marker=p%2Fa%2F", "p/b")]
    [InlineData("marker=p%2Fa", "p/a/ p/b")]
    [InlineData("list-type=2&start-after=p%2Fa%2F1", "p/a/ p/b")]
    public async Task List_FromWithinACommonPrefix_ListsItAgainInTheSecondVersionOnly(string query, string expected)
    {
        foreach (var key in new[] { "p/a/1", "p/a/2", "p/b" })
        {
            await Scenario.PutAsync(key, "x");
        }

        var pairs = $"delimiter=%2F&{query}&prefix=p%2F".Split('&').Order(StringComparer.Ordinal);
        var response = await Scenario.SendAsync("GET", "?" + string.Join('&', pairs));

        Xml.Values(response, "Prefix").Concat(Xml.Values(response, "Key")).Where(one => one.Length > 2)
            .Should().Equal(expected.Split(' '));
        response.Body.Should().NotContain("DisplayName");
    }

    [Fact]
    public async Task ListObjectsV2_WithAToken_DoesNotReturnStartAfter()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            await Scenario.PutAsync(key, "x");
        }

        var first = await Scenario.SendAsync("GET", "?list-type=2&max-keys=1&start-after=a");
        var token = Uri.EscapeDataString(Xml.Value(first, "NextContinuationToken")!);
        var second = await Scenario.SendAsync("GET", $"?continuation-token={token}&list-type=2&start-after=a");

        (Xml.Value(first, "StartAfter"), Xml.Value(first, "Key")).Should().Be(("a", "b"));
        (Xml.Value(second, "StartAfter"), Xml.Value(second, "Key")).Should().Be((null, "c"));
    }

    [Fact]
    public async Task ListObjectsV2_WithStartAfter_BeginsAfterIt()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            await Scenario.PutAsync(key, "x");
        }

        var page = await Scenario.S3.ListObjectsV2Async(new() { BucketName = Scenario.Bucket, StartAfter = "a" });

        page.S3Objects.Select(item => item.Key).Should().Equal("b", "c");
        page.StartAfter.Should().Be("a");
    }

    [Fact]
    public async Task ListObjectsV2_OfNothing_IsEmpty()
    {
        await Scenario.PutAsync("k", "x");

        (await Scenario.S3.ListObjectsV2Async(new() { BucketName = Scenario.Bucket, Prefix = "../" })).KeyCount
            .Should().Be(0);
        (await Scenario.S3.ListObjectsV2Async(new() { BucketName = Scenario.Bucket, MaxKeys = 0 })).IsTruncated
            .Should().BeFalse();
    }

    [Fact]
    public async Task ListObjects_ReturnsPagesByMarker()
    {
        foreach (var key in new[] { "a/1", "a/2", "b", "c" })
        {
            await Scenario.PutAsync(key, "x");
        }

        var first = await Scenario.S3.ListObjectsAsync(
            new ListObjectsRequest { BucketName = Scenario.Bucket, Delimiter = "/", MaxKeys = 2 });
        var second = await Scenario.S3.ListObjectsAsync(
            new ListObjectsRequest { BucketName = Scenario.Bucket, Delimiter = "/", Marker = first.NextMarker });
        var afterPrefix = await Scenario.S3.ListObjectsAsync(
            new ListObjectsRequest { BucketName = Scenario.Bucket, Delimiter = "/", Marker = "a/" });

        first.CommonPrefixes.Should().Equal("a/");
        first.S3Objects.Select(item => item.Key).Should().Equal("b");
        second.S3Objects.Select(item => item.Key).Should().Equal("c");
        second.IsTruncated.Should().BeFalse();
        (afterPrefix.CommonPrefixes ?? []).Should().BeEmpty();
    }

    [Fact]
    public async Task ListObjectsV2_WithUrlEncoding_WritesKeysThatXmlCannotHold()
    {
        await Scenario.Raw.SendAsync(new RawRequest("PUT", $"/{Scenario.Bucket}/a%01%20b/%C3%A4") { Body = [1] });

        var response = await Scenario.SendAsync("GET", "?encoding-type=url&list-type=2");

        response.Body.Should().Contain("<Key>a%01+b/%C3%A4</Key>").And.Contain("<EncodingType>url</EncodingType>");
    }

    [Theory]
    [InlineData("a b+c~d*e%f/&<>\"'=?#ä日\U0001F600")]
    [InlineData(" lead and trail ")]
    [InlineData("\u0001\u001f\u007f\u0085\t\r\n")]
    [InlineData("\ufffe\uffff")]
    [InlineData("a//b/../c/./")]
    public async Task ListObjects_WithUrlEncoding_ReturnsUnusualKeysAsTheyAre(string key)
    {
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/{Uri.EscapeDataString(key)}")
        {
            SignedPath = $"/{Scenario.Bucket}/{Uri.EscapeDataString(key).Replace("%2F", "/")}",
        };
        (await Scenario.Raw.SendAsync(put)).Status.Should().Be(200);

        foreach (var query in new[] { "", "&list-type=2", "&versions=" })
        {
            var listed = await Scenario.SendAsync("GET", $"?encoding-type=url{query}");

            var encoded = listed.Body.Split("<Key>")[1].Split("</Key>")[0];
            WebUtility.UrlDecode(encoded).Should().Be(key);
        }
    }

    [Theory]
    [InlineData("list-type=2&max-keys=-1")]
    [InlineData("list-type=2&max-keys=x")]
    [InlineData("list-type=3")]
    [InlineData("encoding-type=base64&list-type=2")]
    [InlineData("continuation-token=%21%21&list-type=2")]
    public async Task ListObjects_WithAnInvalidArgument_IsRejected(string query)
    {
        var parts = query.Split('&').Order(StringComparer.Ordinal);
        var response = await Scenario.SendAsync("GET", $"?{string.Join('&', parts)}");

        response.Code.Should().Be("InvalidArgument");
    }
}
