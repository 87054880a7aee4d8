using System.Net;
using System.Text;
using System.Xml.Linq;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>Forms whose policy allows what they send.</summary>
public sealed class PostObjectTests
{
    [Fact]
    public async Task SdksForm_StoresItsFileWithItsFields()
    {
        await using var scenario = await Scenario.StartAsync();
        var post = await scenario.S3.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = scenario.Bucket,
            Key = "uploads/größe 1.txt",
            Expires = DateTime.UtcNow.AddMinutes(5),
            Fields = { ["Content-Type"] = "text/css", ["Cache-Control"] = "max-age=60", ["x-amz-meta-User"] = "größe = 1", ["x-amz-storage-class"] = "STANDARD_IA" },
            Conditions = [S3PostCondition.ContentLengthRange(1, 10)],
        });
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in post.Fields)
        {
            form.Add(new StringContent(value), $"\"{name}\"");
        }

        form.Add(new StringContent("hello"), "file", "größe.txt");
        using var answer = await scenario.Http.PostAsync(post.Url, form);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        answer.Headers.ETag!.Tag.Should().Be(Payloads.ETag("hello"u8.ToArray()));
        answer.Headers.Location!.OriginalString.Should().Be($"{scenario.Server.ServiceUrl}/{scenario.Bucket}/uploads%2Fgr%C3%B6%C3%9Fe%201.txt");
        (await answer.Content.ReadAsStringAsync()).Should().BeEmpty();
        (await scenario.Http.GetStringAsync(answer.Headers.Location)).Should().Be("hello");
        var stored = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "uploads/größe 1.txt");
        stored.Headers.ContentType.Should().Be("text/css");
        stored.Headers.CacheControl.Should().Be("max-age=60");
        stored.StorageClass.Value.Should().Be("STANDARD_IA");
        stored.Metadata["user"].Should().Be("=?UTF-8?Q?gr=C3=B6=C3=9Fe_=3D_1?=", "S3 encodes what a header cannot have");
        scenario.Staged().Should().BeEmpty();
    }

    // of AWS's own documentation: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
    [Fact]
    public async Task ExampleOfAws_IsProvenByItsSignature()
    {
        const string Policy = """
            { "expiration": "2015-12-30T12:00:00.000Z",
              "conditions": [
                {"bucket": "sigv4examplebucket"},
                ["starts-with", "$key", "user/user1/"],
                {"acl": "public-read"},
                {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
                ["starts-with", "$Content-Type", "image/"],
                {"x-amz-meta-uuid": "14365123651274"},
                {"x-amz-server-side-encryption": "AES256"},
                ["starts-with", "$x-amz-meta-tag", ""],

                {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
                {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
                {"x-amz-date": "20151229T000000Z" }
              ]
            }
            """;
        await using var scenario = await Scenario.StartAsync(new LocalS3Options
        {
            Bucket = "sigv4examplebucket",
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            TimeProvider = new ShiftedClock(new DateTimeOffset(2015, 12, 29, 1, 0, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow),
        });
        var form = Form.Of(scenario, "user/user1/${filename}");
        form.Fields.AddRange(
        [
            ("acl", "public-read"),
            ("success_action_redirect", "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"),
            ("Content-Type", "image/jpeg"),
            ("x-amz-meta-uuid", "14365123651274"),
            ("x-amz-server-side-encryption", "AES256"),
            ("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"),
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Date", "20151229T000000Z"),
            ("x-amz-meta-tag", ""),
            ("Policy", Convert.ToBase64String(Encoding.UTF8.GetBytes(Policy.ReplaceLineEndings("\r\n")))),
            ("X-Amz-Signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"),
        ]);

        // all is in order but for the ACL, which no bucket takes since 2023
        (await form.SendAsync(scenario)).Code.Should().Be("AccessControlListNotSupported");
        form.Change("X-Amz-Signature", signature => "0" + signature[1..]);
        (await form.SendAsync(scenario)).Code.Should().Be("SignatureDoesNotMatch");
        await Leftovers.ShouldBeNone(scenario);
    }

    [Theory]
    [InlineData(null, 204)]
    [InlineData("200", 200)]
    [InlineData("201", 201)]
    [InlineData("204", 204)]
    [InlineData("404", 204)]
    public async Task Answer_HasTheStatusThatTheFormAsksFor(string? asked, int status)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario, "a b/k");

        var answer = await (asked is null ? form : form.With("success_action_status", asked)).Sign().SendAsync(scenario);

        answer.Status.Should().Be(status);
        answer.Headers["Location"].Should().Be($"{scenario.Server.ServiceUrl}/{scenario.Bucket}/a%20b%2Fk");
        answer.Headers["ETag"].Should().Be(Payloads.ETag(form.File));
        if (status != 201)
        {
            answer.Body.Should().BeEmpty();
            return;
        }

        answer.Headers["Content-Type"].Should().Be("application/xml");
        XElement.Parse(answer.Body).Should().BeEquivalentTo(new XElement("PostResponse",
            new XElement("Location", answer.Headers["Location"]),
            new XElement("Bucket", scenario.Bucket),
            new XElement("Key", "a b/k"),
            new XElement("ETag", answer.Headers["ETag"])));
    }

    [Theory]
    [InlineData("https://app.example/done", "https://app.example/done?bucket=local&key=a%2Fb+c&etag=%225d41402abc4b2a76b9719d911017c592%22")]
    [InlineData("https://app.example/done?x=1", "https://app.example/done?x=1&bucket=local&key=a%2Fb+c&etag=%225d41402abc4b2a76b9719d911017c592%22")]
    [InlineData("/done", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://app.example/\r\nSet-Cookie: a=b", null)]
    public async Task Redirect_GoesToAnAddressOnly(string page, string? location)
    {
        await using var scenario = await Scenario.StartAsync();

        var answer = await Form.Of(scenario, "a/b c").With("success_action_redirect", page).Sign().SendAsync(scenario);

        answer.Status.Should().Be(location is null ? 204 : 303);
        answer.Headers["Location"].Should().Be(location ?? $"{scenario.Server.ServiceUrl}/{scenario.Bucket}/a%2Fb%20c");
        answer.Headers.Should().NotContainKey("Set-Cookie");
        (await scenario.GetAsync("a/b c")).Should().Be("hello");
    }

    [Theory]
    [InlineData("photo.jpg", "u/photo.jpg")]
    [InlineData(@"C:\My Files\photo.jpg", "u/photo.jpg")]
    [InlineData("../../photo.jpg", "u/photo.jpg")]
    [InlineData("größe 日.jpg", "u/größe 日.jpg")]
    [InlineData("", "u/")]
    [InlineData(null, "u/${filename}")]
    public async Task FileNameVariable_IsTheLastPartOfTheFilesName(string? fileName, string key)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario);
        form.Fields.Clear();
        form.Conditions.RemoveAt(1);
        form.With("key", "u/${filename}", "starts-with", "$key", "u/").FileName = fileName;

        (await form.Sign().SendAsync(scenario)).Status.Should().Be(204);

        (await scenario.GetAsync(key)).Should().Be("hello");
    }

    [Fact]
    public async Task Form_UnderTheBucketsHostName_FindsIt()
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        form.Target = "/";

        var answer = await form.SendAsync(scenario, $"{scenario.Bucket}.localhost");

        answer.Status.Should().Be(204);
        answer.Headers["Location"].Should().Be($"http://{scenario.Bucket}.localhost/k");
        (await scenario.GetAsync("k")).Should().Be("hello");
    }

    [Fact]
    public async Task Names_OfFieldsAndConditions_HaveAnyCase()
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario);
        form.Target += "/";
        form.With("CoNtEnT-tYpE", "text/plain", "StArTs-WiTh", "$cOnTeNt-TyPe", "text/");
        form.With("X-AMZ-Meta-A", "1", "eq", "$x-amz-META-a", "1");

        (await form.Sign().Change("policy", _ => null).SendAsync(scenario)).Code.Should().Be("AccessDenied");
        form = Form.Of(scenario).With("CoNtEnT-tYpE", "text/plain", "StArTs-WiTh", "$cOnTeNt-TyPe", "text/").Sign();
        form.Fields[form.Fields.FindIndex(field => field.Name == "policy")] = ("pOlIcY", form.Fields.Single(field => field.Name == "policy").Value);

        (await form.SendAsync(scenario)).Status.Should().Be(204);
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).Headers.ContentType.Should().Be("text/plain");
    }

    [Fact]
    public async Task Fields_ThatAreNobodysConcern_AreIgnored()
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario);
        form.Fields.Add(("x-ignore-this", "1"));
        form.End = "\r\n" + Form.Part("key", "another") + Form.Part("submit", "Upload") + form.End[2..];

        (await form.Sign().SendAsync(scenario)).Status.Should().Be(204);

        (await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket })).S3Objects.Should().ContainSingle().Which.Key.Should().Be("k");
    }

    [Fact]
    public async Task FieldsOfTheObject_AreStored()
    {
        await using var scenario = await Scenario.StartAsync();
        const string Tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1 2</Value></Tag></TagSet></Tagging>";

        var answer = await Form.Of(scenario)
            .With("Content-Disposition", "attachment; filename=\"x.txt\"")
            .With("Content-Encoding", "gzip")
            .With("x-amz-server-side-encryption", "AES256")
            .With("tagging", Tags)
            .With("x-amz-meta-note", "a\r\nSet-Cookie: b=c")
            .Sign().SendAsync(scenario);

        answer.Status.Should().Be(204);
        answer.Headers["x-amz-server-side-encryption"].Should().Be("AES256");
        var stored = await scenario.Raw.SendAsync(new RawRequest("HEAD", $"/{scenario.Bucket}/k"));
        stored.Headers["Content-Disposition"].Should().Be("attachment; filename=\"x.txt\"");
        stored.Headers["Content-Encoding"].Should().Be("gzip");
        stored.Headers["Content-Type"].Should().Be("binary/octet-stream", "the file part's own type says nothing to S3");
        stored.Headers["x-amz-meta-note"].Should().Be($"=?UTF-8?B?{Convert.ToBase64String("a\r\nSet-Cookie: b=c"u8)}?=");
        stored.Headers.Should().NotContainKey("Set-Cookie");
        (await scenario.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = scenario.Bucket, Key = "k" })).Tagging
            .Should().ContainSingle().Which.Value.Should().Be("1 2");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task File_OfAnySize_ComesThroughWhole(int size)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).If("content-length-range", size, size);
        form.File = Parts.Bytes(size);

        (await form.Sign().SendAsync(scenario)).Status.Should().Be(204);

        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(form.File);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA256")]
    public async Task Checksum_InAField_IsVerifiedAndKept(string algorithm)
    {
        await using var scenario = await Scenario.StartAsync();
        var header = $"x-amz-checksum-{algorithm.ToLowerInvariant()}";
        Form With(string value) => Form.Of(scenario).With("x-amz-checksum-algorithm", algorithm).With(header, value).Sign();
        var right = Payloads.Checksum(algorithm, "hello"u8.ToArray());

        await Leftovers.ShouldRefuse(scenario, With(Payloads.Checksum(algorithm, "hallo"u8.ToArray())), 400, "BadDigest");
        await Leftovers.ShouldRefuse(scenario, With("sailorjerry"), 400, "InvalidRequest");
        await Leftovers.ShouldRefuse(scenario, Form.Of(scenario).With("x-amz-checksum-algorithm", algorithm).Sign(), 400, "InvalidRequest");
        (await With(right).SendAsync(scenario)).Headers[header].Should().Be(right);
        var get = new RawRequest("HEAD", $"/{scenario.Bucket}/k");
        get.Headers["x-amz-checksum-mode"] = "ENABLED";
        (await scenario.Raw.SendAsync(get)).Headers[header].Should().Be(right);
    }
}
