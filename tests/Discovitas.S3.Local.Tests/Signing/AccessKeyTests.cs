namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Several access keys, some of them limited.</summary>
public sealed class AccessKeyTests : IAsyncLifetime
{
    private Scenario? _scenario;

    private Scenario Scenario => _scenario!;

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.StartAsync(new LocalS3Options
        {
            AccessKeys =
            {
                new() { AccessKeyId = "READER", SecretAccessKey = "reader-secret", IsReadOnly = true },
                new() { AccessKeyId = "PICTURES", SecretAccessKey = "pictures-secret", Buckets = ["pictures", "new"] },
            },
        });
        await Scenario.S3.PutBucketAsync("pictures");
        await Scenario.PutAsync("k", "x");
    }

    public Task DisposeAsync() => Scenario.DisposeAsync().AsTask();

    [Fact]
    public async Task ReadOnlyKey_MayReadAndNothingElse()
    {
        using var reader = Scenario.CreateClient("READER", "reader-secret");
        var bucket = Scenario.Bucket;

        (await reader.GetObjectMetadataAsync(bucket, "k")).ContentLength.Should().Be(1);
        (await reader.ListObjectsV2Async(new() { BucketName = bucket })).S3Objects.Should().ContainSingle();
        (await reader.ListBucketsAsync()).Buckets.Should().HaveCount(2);
        Func<Task>[] writes =
        [
            () => reader.PutObjectAsync(Scenario.NewPut("new")),
            () => reader.CopyObjectAsync(bucket, "k", bucket, "copy"),
            () => reader.DeleteObjectAsync(bucket, "k"),
            () => reader.DeleteObjectsAsync(new() { BucketName = bucket, Objects = [new() { Key = "k" }] }),
            () => reader.InitiateMultipartUploadAsync(bucket, "k"),
            () => reader.PutBucketAsync("new"),
            () => reader.DeleteBucketAsync("pictures"),
            () => reader.PutBucketTaggingAsync(bucket, [new Tag { Key = "a", Value = "b" }]),
        ];
        foreach (var write in writes)
        {
            await Scenario.ShouldFail(write, "AccessDenied");
        }

        (await Scenario.KeysAsync()).Should().Equal("k");
    }

    [Fact]
    public async Task KeyForSomeBuckets_SeesAndChangesOnlyThose()
    {
        using var pictures = Scenario.CreateClient("PICTURES", "pictures-secret");
        var put = Scenario.NewPut();
        put.BucketName = "pictures";

        await pictures.PutObjectAsync(put);
        await pictures.PutBucketAsync("new");

        (await pictures.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName)
            .Should().Equal("new", "pictures");
        Func<Task>[] others =
        [
            () => pictures.GetObjectAsync(Scenario.Bucket, "k"),
            () => pictures.PutObjectAsync(Scenario.NewPut()),
            () => pictures.ListObjectsV2Async(new() { BucketName = Scenario.Bucket }),
            () => pictures.CopyObjectAsync(Scenario.Bucket, "k", "pictures", "copy"),
            () => pictures.PutBucketAsync("another"),
        ];
        foreach (var call in others)
        {
            await Scenario.ShouldFail(call, "AccessDenied");
        }
    }

    [Fact]
    public async Task Denial_NamesUserActionAndResource()
    {
        using var reader = Scenario.CreateClient("READER", "reader-secret");

        var failure = await Scenario.FailureOf(() => reader.PutObjectAsync(Scenario.NewPut("a/b")));

        failure.Message.Should().Be(
            "User: arn:aws:iam::000000000000:user/READER is not authorized to perform: s3:PutObject on resource: " +
            "\"arn:aws:s3:::local/a/b\" because no identity-based policy allows the s3:PutObject action");
    }

    [Theory]
    [InlineData("READER", "reader-secret", "AccessDenied")]
    [InlineData("PICTURES", "pictures-secret", "AccessDenied")]
    [InlineData("PICTURES", "reader-secret", "SignatureDoesNotMatch")]
    [InlineData("NOBODY", "reader-secret", "InvalidAccessKeyId")]
    public async Task Form_SignedByAnotherKey_IsRejected(string id, string secret, string code)
    {
        var form = Form.Create(Scenario);
        (form.AccessKeyId, form.Secret) = (id, secret);

        var response = await form.Sign().SendAsync(Scenario);

        response.Status.Should().Be(403);
        response.Code.Should().Be(code);
    }

    [Fact]
    public async Task Key_WithTheSecretOfAnother_IsRejected()
    {
        using var client = Scenario.CreateClient("READER", Scenario.Server.SecretAccessKey);

        await Scenario.ShouldFail(() => client.GetObjectAsync(Scenario.Bucket, "k"), "SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("LOCALDEVELOPMENT", "s", null, "*two access keys with the ID 'LOCALDEVELOPMENT'*")]
    [InlineData(" ", "s", null, "*")]
    [InlineData("A", "", null, "*")]
    [InlineData("A", "s", "Not A Bucket", "*'A' names the bucket 'Not A Bucket'*")]
    public async Task Options_WithAnInvalidKey_AreRejected(string id, string secret, string? bucket, string message)
    {
        var options = new LocalS3Options
        {
            AccessKeys =
            {
                new() { AccessKeyId = id, SecretAccessKey = secret, Buckets = bucket is null ? null : [bucket] },
            },
        };

        await FluentActions.Awaiting(() => LocalS3Server.StartAsync(options))
            .Should().ThrowAsync<ArgumentException>().WithMessage(message);
    }
}
