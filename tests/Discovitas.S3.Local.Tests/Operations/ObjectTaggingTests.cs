namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>The tags of objects.</summary>
public sealed class ObjectTaggingTests : ScenarioTest
{
    [Fact]
    public async Task Tags_ArePutReadAndDeleted()
    {
        await Scenario.PutAsync("k", "x");
        async Task<List<Tag>?> Tags() =>
            (await Scenario.S3.GetObjectTaggingAsync(new() { BucketName = Scenario.Bucket, Key = "k" })).Tagging;

        await Scenario.S3.PutObjectTaggingAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            Tagging = new Tagging { TagSet = [new Tag { Key = "a", Value = "1" }, new Tag { Key = "ü", Value = "" }] },
        });
        (await Tags()).Should().HaveCount(2);
        await Scenario.S3.DeleteObjectTaggingAsync(new() { BucketName = Scenario.Bucket, Key = "k" });
        (await Tags() ?? []).Should().BeEmpty();
        (await Scenario.GetAsync("k")).Should().Be("x");
        await Scenario.ShouldFail(() => Scenario.S3.PutObjectAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            ContentBody = "x",
            TagSet = [.. Enumerable.Range(0, 11).Select(n => new Tag { Key = $"{n}", Value = "" })],
        }), "BadRequest");
    }

    [Theory]
    [InlineData("<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>", 204, null)]
    [InlineData("<Tagging><TagSet></TagSet></Tagging>", 204, null)]
    [InlineData("<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>", 400, "MalformedXML")]
    [InlineData("<Tagging><TagSet><Tag>", 400, "MalformedXML")]
    [InlineData("<TagSet></TagSet>", 400, "MalformedXML")]
    [InlineData("a=1", 400, "MalformedXML")]
    public async Task Tags_OfAForm_AreReadAsXml(string tagging, int status, string? code)
    {
        var response = await Form.Create(Scenario).With("tagging", tagging).Sign().SendAsync(Scenario);

        (response.Status, response.Code).Should().Be((status, code));
        (await Scenario.KeysAsync()).Should().HaveCount(code is null ? 1 : 0);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "BadRequest")]
    public async Task Tags_OfMoreThanTen_AreRejectedInAFormAsInAPut(int count, string? code)
    {
        var tags = Enumerable.Range(0, count).ToList();
        var xml = string.Concat(tags.Select(tag => $"<Tag><Key>{tag}</Key><Value></Value></Tag>"));
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/put");
        put.Headers["x-amz-tagging"] = string.Join('&', tags.Select(tag => $"{tag}="));
        var form = Form.Create(Scenario).With("tagging", $"<Tagging><TagSet>{xml}</TagSet></Tagging>").Sign();

        var (putResponse, formResponse) = (await Scenario.Raw.SendAsync(put), await form.SendAsync(Scenario));

        putResponse.Code.Should().Be(code);
        (formResponse.Code, formResponse.Message).Should().Be((code, putResponse.Message));
    }

    [Theory]
    [InlineData("a=1&a=2", "InvalidArgument", "ArgumentName=x-amz-tagging ArgumentValue=a=1&a=2")]
    [InlineData("=1", "InvalidArgument", "ArgumentName=x-amz-tagging ArgumentValue==1")]
    [InlineData("a=%FF", "InvalidArgument", "ArgumentName=x-amz-tagging ArgumentValue=a=%FF")]
    [InlineData("a%2Cb=1", "InvalidTag", "TagKey=a,b")]
    [InlineData("k=a%09b", "InvalidTag", "TagKey=k TagValue=a\tb")]
    [InlineData("aws:cost=1", "InvalidTag", "TagKey=aws:cost")]
    [InlineData("a&b=&c%20d=e%2Bf", null, "")]
    public async Task Tags_InAHeader_AreChecked(string header, string? code, string details)
    {
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k");
        put.Headers["x-amz-tagging"] = header;

        var response = await Scenario.Raw.SendAsync(put);

        response.Code.Should().Be(code);
        (code is null ? "" : string.Join(' ', Xml.Details(response).Select(one => $"{one.Name}={one.Value}")))
            .Should().Be(details);
    }

    [Theory]
    [InlineData("<Tag><Key>a</Key><Value/></Tag><Tag><Key>a</Key><Value/></Tag>", "InvalidTag")]
    [InlineData("<Tag><Key></Key><Value/></Tag>", "InvalidTag")]
    [InlineData("<Tag><Key>\U0001F600</Key><Value/></Tag>", "InvalidTag")]
    [InlineData("<Tag><Key>a</Key></Tag>", "MalformedXML")]
    [InlineData("<Tag><Key>\U00020000</Key><Value>a_.:/=+-@ b</Value></Tag>", null)]
    public async Task Tags_InADocument_AreChecked(string tags, string? code)
    {
        await Scenario.PutAsync("k", "x");

        (await Scenario.SendAsync(
            "PUT", "/k?tagging=", Encoding.UTF8.GetBytes($"<Tagging><TagSet>{tags}</TagSet></Tagging>"))).Code
            .Should().Be(code);
    }

    [Fact]
    public async Task PutTags_WithoutADocument_IsRejected()
    {
        (await Scenario.SendAsync("PUT", "/k?tagging=")).Code.Should().Be("MissingRequestBodyError");
    }

    [Fact]
    public async Task Tags_OfAForm_MustMeetTheirCondition()
    {
        const string Signed = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
        Form Tagged() => Form.Create(Scenario).With("tagging", Signed).Sign();

        await ShouldReject(Scenario, Tagged().Change("tagging", tags => tags.Replace("1", "2")), 403, "AccessDenied");
        await ShouldReject(Scenario, Tagged().Change("tagging", _ => null), 403, "AccessDenied");
        (await Tagged().SendAsync(Scenario)).Status.Should().Be(204);
    }

    [Fact]
    public async Task Tags_OfAPresignedPut_MustBeTheSignedOnes()
    {
        var url = Presign.SdkUrl(Scenario, request => request.Headers["x-amz-tagging"] = "a=1&b=2+3");
        async Task<string?> PutAsync(string? tags)
        {
            var request = new RawRequest("PUT", url[Scenario.Server.ServiceUrl.Length..]);
            if (tags is not null)
            {
                request.Unsigned["x-amz-tagging"] = tags;
            }

            return (await Scenario.Raw.SendAsync(request, sign: false)).Code;
        }

        (await PutAsync("a=1&b=4")).Should().Be("SignatureDoesNotMatch");
        (await PutAsync(null)).Should().Be("SignatureDoesNotMatch");
        (await PutAsync("a=1&b=2+3")).Should().BeNull();
        var stored = await Scenario.S3.GetObjectTaggingAsync(new() { BucketName = Scenario.Bucket, Key = "k" });
        stored.Tagging.Select(tag => (tag.Key, tag.Value)).Should().Equal(("a", "1"), ("b", "2 3"));
    }
}
