using Amazon.S3.Util;

namespace Discovitas.S3.Local.Tests.Acl;

/// <summary>ACLs of buckets and objects, which a bucket accepts or not.</summary>
public sealed class AclTests : ScenarioTest
{
    private const string Owner = "000000000000";
    private const string AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers";

    [Fact]
    public async Task Acl_OfBucketAndObject_IsTheOwnersFullControl()
    {
        await Scenario.PutAsync("k", "x");

        (await BucketAclAsync(Scenario)).Should().Equal($"{Owner} FULL_CONTROL");
        (await ObjectAclAsync(Scenario)).Should().Equal($"{Owner} FULL_CONTROL");
        (await Scenario.S3.GetBucketAclAsync(new GetBucketAclRequest { BucketName = Scenario.Bucket })).Owner.Id
            .Should().Be(Owner);
        await Scenario.ShouldFail(
            () => Scenario.S3.GetObjectAclAsync(new() { BucketName = Scenario.Bucket, Key = "missing" }), "NoSuchKey");
        (await Scenario.SendAsync("GET", "?acl=")).Body.Should().Contain(
            "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">");
    }

    [Fact]
    public async Task DoesS3BucketExistV2_AsksForTheAcl()
    {
        (await AmazonS3Util.DoesS3BucketExistV2Async(Scenario.S3, Scenario.Bucket)).Should().BeTrue();
        (await AmazonS3Util.DoesS3BucketExistV2Async(Scenario.S3, "missing")).Should().BeFalse();
    }

    [Theory]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("x-amz-acl", "private")]
    [InlineData("x-amz-grant-read", "id=\"1\"")]
    public async Task Acl_ByDefault_IsNotSupported(string header, string value)
    {
        await Scenario.PutAsync("k", "x");

        foreach (var target in new[] { "/k", "/k?acl=", "?acl=" })
        {
            var response = await PutAsync(Scenario, target, header, value);

            response.Status.Should().Be(400);
            response.Code.Should().Be("AccessControlListNotSupported");
            response.Message.Should().Be("The bucket does not allow ACLs");
        }
    }

    [Theory]
    [InlineData("/k")]
    [InlineData("/k?acl=")]
    [InlineData("?acl=")]
    public async Task Acl_BucketOwnerFullControl_IsAlwaysAccepted(string target)
    {
        await Scenario.PutAsync("k", "x");

        (await PutAsync(Scenario, target, "x-amz-acl", "bucket-owner-full-control")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("private", $"{Owner} FULL_CONTROL")]
    [InlineData("bucket-owner-read", $"{Owner} FULL_CONTROL")]
    [InlineData("public-read", $"{Owner} FULL_CONTROL", $"{AllUsers} READ")]
    [InlineData("public-read-write", $"{Owner} FULL_CONTROL", $"{AllUsers} READ", $"{AllUsers} WRITE")]
    [InlineData(
        "authenticated-read", $"{Owner} FULL_CONTROL",
        "http://acs.amazonaws.com/groups/global/AuthenticatedUsers READ")]
    public async Task CannedAcl_WithObjectWriter_IsKept(string acl, params string[] expected)
    {
        await using var scenario = await StartWithAclsAsync();

        var put = scenario.NewPut();
        put.CannedACL = new S3CannedACL(acl);
        await scenario.S3.PutObjectAsync(put);
        (await ObjectAclAsync(scenario)).Should().Equal(expected);

        var copy = new CopyObjectRequest
        {
            SourceBucket = scenario.Bucket,
            SourceKey = "k",
            DestinationBucket = scenario.Bucket,
            DestinationKey = "copy",
            CannedACL = new S3CannedACL(acl),
        };
        await scenario.S3.CopyObjectAsync(copy);
        (await ObjectAclAsync(scenario, "copy")).Should().Equal(expected);
        copy.CannedACL = null;
        await scenario.S3.CopyObjectAsync(copy);
        (await ObjectAclAsync(scenario, "copy")).Should().Equal($"{Owner} FULL_CONTROL");

        (await PutAsync(scenario, "?acl=", "x-amz-acl", acl)).Status.Should().Be(200);
        (await BucketAclAsync(scenario)).Should().Equal(expected);
    }

    [Fact]
    public async Task CannedAcl_OfAMultipartUpload_IsThatOfTheObject()
    {
        await using var scenario = await StartWithAclsAsync();
        var id = (await scenario.S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            CannedACL = S3CannedACL.PublicRead,
        })).UploadId;

        await Complete(scenario, id, await Part(scenario, id, 1, Bytes(1)));

        (await ObjectAclAsync(scenario)).Should().HaveCount(2);
    }

    [Fact]
    public async Task CannedAcl_OfAForm_IsKeptOrRejected()
    {
        await using var scenario = await StartWithAclsAsync();

        (await Form.Create(scenario).With("acl", "public-read").Sign().SendAsync(scenario)).Status.Should().Be(204);

        (await ObjectAclAsync(scenario)).Should().HaveCount(2);
        await ShouldReject(
            Scenario, Form.Create(Scenario).With("acl", "public-read").Sign(), 400, "AccessControlListNotSupported");
    }

    [Fact]
    public async Task PutObjectAcl_WithADocument_KeepsIt()
    {
        await using var scenario = await StartWithAclsAsync();
        await scenario.PutAsync("k", "x");
        var acl = new S3AccessControlList
        {
            Owner = new Owner { Id = Owner },
            Grants =
            [
                new() { Grantee = new() { CanonicalUser = "another" }, Permission = S3Permission.READ_ACP },
                new() { Grantee = new() { URI = AllUsers }, Permission = S3Permission.READ },
            ],
        };

        await scenario.S3.PutObjectAclAsync(
            new() { BucketName = scenario.Bucket, Key = "k", AccessControlPolicy = acl });

        (await ObjectAclAsync(scenario)).Should().Equal("another READ_ACP", $"{AllUsers} READ");
        await Scenario.ShouldFail(
            () => scenario.S3.PutObjectAclAsync(
                new() { BucketName = scenario.Bucket, Key = "missing", AccessControlPolicy = acl }),
            "NoSuchKey");
        await Scenario.PutAsync("k", "x");
        await Scenario.ShouldFail(
            () => Scenario.S3.PutObjectAclAsync(
                new() { BucketName = Scenario.Bucket, Key = "k", AccessControlPolicy = acl }),
            "AccessControlListNotSupported");
    }

    [Theory]
    [InlineData("x-amz-acl", "everybody", null, "InvalidArgument")]
    [InlineData("x-amz-grant-read", "uri=\"http://example.com\"", null, "InvalidArgument")]
    [InlineData("x-amz-grant-read", "emailAddress=\"a@b\"", null, "UnresolvableGrantByEmailAddress")]
    [InlineData("x-amz-grant-read", "nobody", null, "InvalidArgument")]
    [InlineData("x-amz-acl", "private", "<AccessControlPolicy/>", "UnexpectedContent")]
    [InlineData(null, "", null, "MissingSecurityHeader")]
    [InlineData(null, "", "<AccessControlPolicy/>", "MalformedXML")]
    [InlineData(
        null, "",
        "<AccessControlPolicy><AccessControlList><Grant/></AccessControlList></AccessControlPolicy>", "MalformedXML")]
    public async Task PutObjectAcl_ThatIsInvalid_IsRejected(string? header, string value, string? body, string code)
    {
        await using var scenario = await StartWithAclsAsync();
        await scenario.PutAsync("k", "x");

        var response = await PutAsync(scenario, "/k?acl=", header, value, body);

        response.Status.Should().Be(400);
        response.Code.Should().Be(code);
        (await ObjectAclAsync(scenario)).Should().Equal($"{Owner} FULL_CONTROL");
    }

    [Fact]
    public async Task Grants_InHeaders_AreKept()
    {
        await using var scenario = await StartWithAclsAsync();

        await PutAsync(scenario, "/k", "x-amz-grant-read", $"id=\"one\", uri=\"{AllUsers}\"");

        (await ObjectAclAsync(scenario)).Should().Equal("one READ", $"{AllUsers} READ");
    }

    [Fact]
    public async Task CreateBucket_WithAnAcl_NeedsAnOwnershipThatAllowsIt()
    {
        Task Create(string name, S3CannedACL acl, ObjectOwnership? ownership) => Scenario.S3.PutBucketAsync(
            new PutBucketRequest { BucketName = name, CannedACL = acl, ObjectOwnership = ownership });

        await Scenario.ShouldFail(
            () => Create("first", S3CannedACL.PublicRead, null), "InvalidBucketAclWithObjectOwnership");
        await Create("second", S3CannedACL.Private, null);
        await Create("third", S3CannedACL.PublicRead, ObjectOwnership.ObjectWriter);

        (await BucketAclAsync(Scenario, "third")).Should().HaveCount(2);
        (await AmazonS3Util.DoesS3BucketExistV2Async(Scenario.S3, "first")).Should().BeFalse();
    }

    [Fact]
    public async Task OwnershipControls_OfTheBucket_ReplaceTheOption()
    {
        await Scenario.PutAsync("k", "x");
        async Task SetAsync(ObjectOwnership ownership) => await Scenario.S3.PutBucketOwnershipControlsAsync(new()
        {
            BucketName = Scenario.Bucket,
            OwnershipControls = new() { Rules = [new() { ObjectOwnership = ownership }] },
        });

        await SetAsync(ObjectOwnership.BucketOwnerPreferred);
        (await PutAsync(Scenario, "/k?acl=", "x-amz-acl", "public-read")).Status.Should().Be(200);
        (await ObjectAclAsync(Scenario)).Should().HaveCount(2);

        await SetAsync(ObjectOwnership.BucketOwnerEnforced);
        (await ObjectAclAsync(Scenario)).Should().ContainSingle("ACLs have no effect then");
        await Scenario.ShouldFail(() => SetAsync(new ObjectOwnership("Everybody")), "MalformedXML");
    }

    private static Task<Scenario> StartWithAclsAsync() => Scenario.StartAsync(
        new LocalS3Options { ObjectOwnership = LocalS3ObjectOwnership.ObjectWriter });

    private static Task<RawResponse> PutAsync(
        Scenario scenario, string target, string? header, string value, string? body = null)
    {
        var request = new RawRequest("PUT", $"/{scenario.Bucket}{target}")
        {
            Body = Encoding.UTF8.GetBytes(body ?? ""),
        };
        if (header is not null)
        {
            request.Headers[header] = value;
        }

        return scenario.Raw.SendAsync(request);
    }

    private static async Task<IEnumerable<string>> ObjectAclAsync(Scenario scenario, string key = "k") =>
        Texts((await scenario.S3.GetObjectAclAsync(new() { BucketName = scenario.Bucket, Key = key })).Grants);

    private static async Task<IEnumerable<string>> BucketAclAsync(Scenario scenario, string? bucket = null) => Texts(
        (await scenario.S3.GetBucketAclAsync(
            new GetBucketAclRequest { BucketName = bucket ?? scenario.Bucket })).Grants);

    private static IEnumerable<string> Texts(List<S3Grant> grants) => grants.Select(
        grant => $"{grant.Grantee.CanonicalUser ?? grant.Grantee.URI} {grant.Permission}");
}
