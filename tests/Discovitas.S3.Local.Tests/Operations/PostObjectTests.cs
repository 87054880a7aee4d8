namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Forms whose policy allows them.</summary>
public sealed class PostObjectTests : ScenarioTest
{
    [Fact]
    public async Task Form_OfTheSdk_StoresItsFileWithItsFields()
    {
        var post = await Scenario.S3.CreatePresignedPostAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "uploads/größe 1.txt",
            Expires = DateTime.UtcNow.AddMinutes(5),
            Fields =
            {
                ["Content-Type"] = "text/css",
                ["Cache-Control"] = "max-age=60",
                ["x-amz-meta-User"] = "größe = 1",
                ["x-amz-storage-class"] = "STANDARD_IA",
            },
            Conditions = [S3PostCondition.ContentLengthRange(1, 10)],
        });
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in post.Fields)
        {
            form.Add(new StringContent(value), $"\"{name}\"");
        }

        form.Add(new StringContent("hello"), "file", "größe.txt");
        using var response = await Scenario.Http.PostAsync(post.Url, form);

        response.StatusCode.Should().Be(HttpStatusCode.NoContent);
        response.Headers.ETag!.Tag.Should().Be(Payloads.ETag("hello"u8.ToArray()));
        response.Headers.Location!.OriginalString.Should().Be(
            $"{Scenario.Server.ServiceUrl}/{Scenario.Bucket}/uploads%2Fgr%C3%B6%C3%9Fe%201.txt");
        (await response.Content.ReadAsStringAsync()).Should().BeEmpty();
        (await Scenario.Http.GetStringAsync(response.Headers.Location)).Should().Be("hello");
        var stored = await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "uploads/größe 1.txt");
        stored.Headers.ContentType.Should().Be("text/css");
        stored.Headers.CacheControl.Should().Be("max-age=60");
        stored.StorageClass.Value.Should().Be("STANDARD_IA");
        stored.Metadata["user"].Should().Be(
            "=?UTF-8?Q?gr=C3=B6=C3=9Fe_=3D_1?=", "S3 encodes what a header cannot have");
        Scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task Form_SentToTheBucketsHostName_IsStored()
    {
        var form = Form.Create(Scenario).Sign();
        form.Target = "/";

        var response = await form.SendAsync(Scenario, $"{Scenario.Bucket}.localhost");

        response.Status.Should().Be(204);
        response.Headers["Location"].Should().Be($"http://{Scenario.Bucket}.localhost/k");
        (await Scenario.GetAsync("k")).Should().Be("hello");
    }

    [Fact]
    public async Task Fields_OfTheObject_AreStored()
    {
        const string Tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1 2</Value></Tag></TagSet></Tagging>";

        var response = await Form.Create(Scenario)
            .With("Content-Disposition", "attachment; filename=\"x.txt\"")
            .With("Content-Encoding", "gzip")
            .With("x-amz-server-side-encryption", "AES256")
            .With("tagging", Tags)
            .With("x-amz-meta-note", "a\r\nSet-Cookie: b=c")
            .Sign().SendAsync(Scenario);

        response.Status.Should().Be(204);
        response.Headers["x-amz-server-side-encryption"].Should().Be("AES256");
        var stored = await Scenario.SendAsync("HEAD");
        stored.Headers["Content-Disposition"].Should().Be("attachment; filename=\"x.txt\"");
        stored.Headers["Content-Encoding"].Should().Be("gzip");
        stored.Headers["Content-Type"].Should().Be(
            "binary/octet-stream", "the file part's own type says nothing to S3");
        stored.Headers["x-amz-meta-note"].Should().Be(
            $"=?UTF-8?B?{Convert.ToBase64String("a\r\nSet-Cookie: b=c"u8)}?=");
        stored.Headers.Should().NotContainKey("Set-Cookie");
        (await Scenario.S3.GetObjectTaggingAsync(new() { BucketName = Scenario.Bucket, Key = "k" })).Tagging
            .Should().ContainSingle().Which.Value.Should().Be("1 2");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task File_OfAnySize_IsStored(int size)
    {
        var form = Form.Create(Scenario).If("content-length-range", size, size);
        form.File = Parts.Bytes(size);

        (await form.Sign().SendAsync(Scenario)).Status.Should().Be(204);

        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).Should().Equal(form.File);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA256")]
    public async Task Checksum_InAField_IsVerifiedAndStored(string algorithm)
    {
        var header = $"x-amz-checksum-{algorithm.ToLowerInvariant()}";
        Form With(string value) =>
            Form.Create(Scenario).With("x-amz-checksum-algorithm", algorithm).With(header, value).Sign();
        var right = Payloads.Checksum(algorithm, "hello"u8.ToArray());

        await ShouldReject(
            Scenario, With(Payloads.Checksum(algorithm, "hallo"u8.ToArray())), 400, "BadDigest");
        await ShouldReject(Scenario, With("sailorjerry"), 400, "InvalidRequest");
        await ShouldReject(
            Scenario, Form.Create(Scenario).With("x-amz-checksum-algorithm", algorithm).Sign(), 400, "InvalidRequest");
        (await With(right).SendAsync(Scenario)).Headers[header].Should().Be(right);
        var get = new RawRequest("HEAD", $"/{Scenario.Bucket}/k");
        get.Headers["x-amz-checksum-mode"] = "ENABLED";
        (await Scenario.Raw.SendAsync(get)).Headers[header].Should().Be(right);
    }

    [Theory]
    [InlineData("x-amz-storage-class", "ATTIC", "InvalidStorageClass")]
    [InlineData("acl", "public-read", "AccessControlListNotSupported")]
    [InlineData("tagging", "no xml", "MalformedXML")]
    [InlineData("Content-Type", "text/plain\r\nX: y", "InvalidArgument")]
    [InlineData("x-amz-meta-a b", "1", "InvalidArgument")]
    [InlineData("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==", "BadDigest")]
    [InlineData("x-amz-website-redirect-location", "/x", "NotImplemented")]
    public async Task Field_ThatIsNotSupported_IsRejected(string name, string value, string code)
    {
        var response = await Form.Create(Scenario).With(name, value).Sign().SendAsync(Scenario);

        response.Code.Should().Be(code);
        await ShouldBeNone(Scenario);
    }

    [Fact]
    public async Task Key_ThatIsEmptyOrTooLong_IsRejected()
    {
        await ShouldReject(
            Scenario,
            Form.Create(Scenario, "").Sign(),
            400,
            "InvalidArgument",
            "User key must have a length greater than 0.");
        await ShouldReject(Scenario, Form.Create(Scenario, new string('k', 1025)).Sign(), 400, "KeyTooLongError");
    }
}
