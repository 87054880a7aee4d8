namespace Discovitas.S3.Local.Tests.Documents;

/// <summary>The documents that configure a bucket, and who may read it.</summary>
public sealed class BucketDocumentTests : ScenarioTest
{
    private const string PublicPolicy = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::local/uploads/*"
            }
          ]
        }
        """;

    [Fact]
    public async Task Policy_DecidesWhatAnyoneMayRead_UntilItIsDeleted()
    {
        await PutTwoAsync();
        (await Scenario.SendAsync("GET", "?policy=")).Code.Should().Be("NoSuchBucketPolicy");
        await Scenario.S3.PutBucketPolicyAsync(Scenario.Bucket, PublicPolicy);

        await ShouldReadAsync("uploads/a", HttpStatusCode.OK);
        await ShouldReadAsync("pending/a", HttpStatusCode.Forbidden);
        (await Scenario.S3.GetBucketPolicyAsync(Scenario.Bucket)).Policy.Should().Be(PublicPolicy);
        await Scenario.S3.DeleteBucketPolicyAsync(Scenario.Bucket);
        await ShouldReadAsync("pending/a", HttpStatusCode.OK);
    }

    [Fact]
    public async Task PublicAccessBlock_OverridesThePolicy()
    {
        await PutTwoAsync();
        await Scenario.S3.PutBucketPolicyAsync(Scenario.Bucket, PublicPolicy);
        await BlockAsync(new() { RestrictPublicBuckets = true });
        await ShouldReadAsync("uploads/a", HttpStatusCode.Forbidden);

        await BlockAsync(new() { BlockPublicPolicy = true });
        await ShouldReadAsync("uploads/a", HttpStatusCode.OK);
        await Scenario.ShouldFail(
            () => Scenario.S3.PutBucketPolicyAsync(Scenario.Bucket, PublicPolicy), "AccessDenied");
        var stored = await Scenario.S3.GetPublicAccessBlockAsync(new() { BucketName = Scenario.Bucket });
        stored.PublicAccessBlockConfiguration.BlockPublicPolicy.Should().BeTrue();

        await Scenario.S3.DeletePublicAccessBlockAsync(new() { BucketName = Scenario.Bucket });
        await Scenario.ShouldFail(
            () => Scenario.S3.GetPublicAccessBlockAsync(new() { BucketName = Scenario.Bucket }),
            "NoSuchPublicAccessBlockConfiguration");
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"Statement":{"Effect":"Maybe","Principal":"*","Action":"*","Resource":"arn:aws:s3:::local"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::other"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"local/*"}}""")]
    public Task Policy_ThatIsInvalid_IsRejected(string policy) => Scenario.ShouldFail(
        () => Scenario.S3.PutBucketPolicyAsync(Scenario.Bucket, policy), "MalformedPolicy");

    [Theory]
    [InlineData("\"Principal\": \"*\", \"NotAction\": \"s3:PutObject\", \"Resource\": \"arn:aws:s3:::local/*\"")]
    [InlineData("\"NotPrincipal\": {\"AWS\": \"1\"}, \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::local/*\"")]
    public async Task Policy_ThatDeniesWithExceptions_IsNotOpen(string denied)
    {
        await PutTwoAsync();

        await Scenario.S3.PutBucketPolicyAsync(
            Scenario.Bucket,
            $$"""
            {
              "Statement": [
                { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::local/*" },
                { "Effect": "Deny", {{denied}} }
              ]
            }
            """);

        await ShouldReadAsync("uploads/a", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("Deny", "\"*\"", HttpStatusCode.Forbidden)]
    [InlineData("Allow", """{"AWS":["*"]}""", HttpStatusCode.OK)]
    [InlineData("Allow", """{"AWS":"arn:aws:iam::1:root"}""", HttpStatusCode.Forbidden)]
    public async Task Policy_IsReadAsS3Does(string effect, string principal, HttpStatusCode expected)
    {
        await PutTwoAsync();

        await Scenario.S3.PutBucketPolicyAsync(
            Scenario.Bucket,
            $$"""
            {
              "Statement": {
                "Effect": "{{effect}}", "Principal": {{principal}}, "Action": ["s3:Get*"],
                "Resource": ["arn:aws:s3:::local", "arn:aws:s3:::local/*"]
              }
            }
            """);

        await ShouldReadAsync("uploads/a", expected);
    }

    [Fact]
    public async Task VersioningEncryptionAndOwnership_HaveTheDefaultsOfS3_AndAreStored()
    {
        var (s3, bucket) = (Scenario.S3, Scenario.Bucket);
        (await s3.GetBucketVersioningAsync(bucket)).VersioningConfig.Status.Should().Be(VersionStatus.Off);
        (await OwnershipAsync()).Should().Be(ObjectOwnership.BucketOwnerEnforced);
        (await EncryptionAsync()).Should().Be(ServerSideEncryptionMethod.AES256);

        await s3.PutBucketVersioningAsync(new()
        {
            BucketName = bucket,
            VersioningConfig = new() { Status = VersionStatus.Enabled },
        });
        await s3.PutBucketOwnershipControlsAsync(new()
        {
            BucketName = bucket,
            OwnershipControls = new() { Rules = [new() { ObjectOwnership = ObjectOwnership.ObjectWriter }] },
        });
        await s3.PutBucketEncryptionAsync(new()
        {
            BucketName = bucket,
            ServerSideEncryptionConfiguration = new()
            {
                ServerSideEncryptionRules =
                [
                    new()
                    {
                        ServerSideEncryptionByDefault = new()
                        {
                            ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AWSKMS,
                        },
                    },
                ],
            },
        });

        (await s3.GetBucketVersioningAsync(bucket)).VersioningConfig.Status.Should().Be(VersionStatus.Enabled);
        (await OwnershipAsync()).Should().Be(ObjectOwnership.ObjectWriter);
        (await EncryptionAsync()).Should().Be(ServerSideEncryptionMethod.AWSKMS);
    }

    [Fact]
    public async Task OwnershipControls_ThatAreDeleted_AreNotFound()
    {
        var request = new RawRequest("DELETE", $"/{Scenario.Bucket}?ownershipControls=");
        (await Scenario.Raw.SendAsync(request)).Status.Should().Be(204);

        var response = await Scenario.SendAsync("GET", "?ownershipControls=");

        response.Status.Should().Be(404);
        response.Code.Should().Be("OwnershipControlsNotFoundError");
    }

    [Fact]
    public async Task PolicyStatus_SaysWhetherThePolicyIsPublic()
    {
        var (s3, bucket) = (Scenario.S3, Scenario.Bucket);
        async Task<bool?> IsPublicAsync() =>
            (await s3.GetBucketPolicyStatusAsync(new() { BucketName = bucket })).PolicyStatus.IsPublic;

        await Scenario.ShouldFail(IsPublicAsync, "NoSuchBucketPolicy");
        await s3.PutBucketPolicyAsync(bucket, PublicPolicy);
        (await IsPublicAsync()).Should().BeTrue();
        await s3.PutBucketPolicyAsync(bucket, PublicPolicy.Replace("\"*\"", """{"AWS":"arn:aws:iam::1:root"}"""));
        (await IsPublicAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task BucketTagging_IsStoredUntilItIsDeleted()
    {
        var (s3, bucket) = (Scenario.S3, Scenario.Bucket);
        async Task<List<Tag>> TagsAsync() =>
            (await s3.GetBucketTaggingAsync(new() { BucketName = bucket })).TagSet;

        await Scenario.ShouldFail(TagsAsync, "NoSuchTagSet");
        List<Tag> tags = [.. Enumerable.Range(0, 50).Select(n => new Tag { Key = $"{n}", Value = "v" })];
        (await s3.PutBucketTaggingAsync(new() { BucketName = bucket, TagSet = tags })).HttpStatusCode
            .Should().Be(HttpStatusCode.NoContent);
        (await TagsAsync()).Select(tag => tag.Key).Should().Equal(tags.Select(tag => tag.Key));

        (await s3.DeleteBucketTaggingAsync(bucket)).HttpStatusCode
            .Should().Be(HttpStatusCode.NoContent);
        await Scenario.ShouldFail(TagsAsync, "NoSuchTagSet");
    }

    [Theory]
    [InlineData(51, 1, "InvalidTag")]
    [InlineData(2, 2, "InvalidTag")]
    [InlineData(20, 11, "InvalidTag")]
    public async Task BucketTagging_ThatIsInvalid_IsRejected(int count, int sameKeyEvery, string code) =>
        await Scenario.ShouldFail(
            () => Scenario.S3.PutBucketTaggingAsync(new()
            {
                BucketName = Scenario.Bucket,
                TagSet =
                [
                    .. Enumerable.Range(0, count).Select(n => new Tag
                    {
                        Key = sameKeyEvery == 1 ? $"{n}" : $"{n % (sameKeyEvery - 1)}",
                        Value = "v",
                    }),
                ],
            }),
            code);

    private async Task PutTwoAsync()
    {
        await Scenario.PutAsync("uploads/a", "x");
        await Scenario.PutAsync("pending/a", "x");
    }

    private async Task ShouldReadAsync(string key, HttpStatusCode expected)
    {
        using var response = await Scenario.Http.GetAsync($"/{Scenario.Bucket}/{key}");
        response.StatusCode.Should().Be(expected);
    }

    private async Task BlockAsync(PublicAccessBlockConfiguration configuration) =>
        await Scenario.S3.PutPublicAccessBlockAsync(new()
        {
            BucketName = Scenario.Bucket,
            PublicAccessBlockConfiguration = configuration,
        });

    private async Task<ObjectOwnership> OwnershipAsync() => (await Scenario.S3.GetBucketOwnershipControlsAsync(
        new() { BucketName = Scenario.Bucket })).OwnershipControls.Rules[0].ObjectOwnership;

    private async Task<ServerSideEncryptionMethod> EncryptionAsync() => (await Scenario.S3.GetBucketEncryptionAsync(
        new() { BucketName = Scenario.Bucket })).ServerSideEncryptionConfiguration.ServerSideEncryptionRules[0]
        .ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm;
}
