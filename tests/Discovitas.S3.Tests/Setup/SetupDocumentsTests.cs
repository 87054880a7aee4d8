using System.Text.Json;
using Discovitas.S3.Setup;

namespace Discovitas.S3.Tests.Setup;

/// <summary>The documents that prepare a bucket, as Amazon's command line accepts them.</summary>
public sealed class SetupDocumentsTests
{
    [Fact]
    public async Task Documents_AreThoseOfTheDefaults()
    {
        var setup = await new StoreMock().Service().Housekeeping.GetSetupAsync();

        ShouldBe(setup.LifecycleJson, """
            {
              "Rules": [
                {
                  "ID": "discovitas-s3-pending-pending/", "Status": "Enabled", "Filter": { "Prefix": "pending/" },
                  "Expiration": { "Days": 2 }, "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 2 }
                },
                {
                  "ID": "discovitas-s3-unfinished-uploads/", "Status": "Enabled", "Filter": { "Prefix": "uploads/" },
                  "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 2 }
                }
              ]
            }
            """);
        setup.CorsJson.Should().BeNull("there is no origin");
        ShouldBe(setup.PublicReadPolicyJson, """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "PublicRead", "Effect": "Allow", "Principal": "*", "Action": [ "s3:GetObject" ],
                  "Resource": [ "arn:aws:s3:::b/uploads/*" ]
                }
              ]
            }
            """);
        ShouldBe(setup.LeastIamPolicyJson, """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "Files", "Effect": "Allow",
                  "Action": [
                    "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts",
                    "s3:PutObject"
                  ],
                  "Resource": [ "arn:aws:s3:::b/uploads/*", "arn:aws:s3:::b/pending/*" ]
                },
                {
                  "Sid": "Bucket", "Effect": "Allow",
                  "Action": [ "s3:ListBucket", "s3:ListBucketMultipartUploads" ], "Resource": [ "arn:aws:s3:::b" ]
                }
              ]
            }
            """);
    }

    [Fact]
    public async Task Documents_AreThoseOfTheOptionsAndSettings()
    {
        var options = new SetupOptions
        {
            Origins = ["https://app.example.com", "http://localhost:5000", "https://app.example.com"],
            PublicUrls = false,
            Tags = true,
            AppliesSetup = true,
            Diagnoses = true,
            PendingDays = 3,
            UnfinishedDays = 4,
        };

        var setup = await new StoreMock().Service(Configure).Housekeeping.GetSetupAsync(options);

        setup.PublicReadPolicyJson.Should().BeNull();
        setup.LifecycleJson.Should().Contain("\"Days\": 3").And.Contain("\"DaysAfterInitiation\": 4");
        ShouldBe(setup.CorsJson, """
            {
              "CORSRules": [
                {
                  "ID": "discovitas-s3-uploads-pending/",
                  "AllowedOrigins": [ "https://app.example.com", "http://localhost:5000" ],
                  "AllowedMethods": [ "PUT", "POST" ], "AllowedHeaders": [ "*" ], "ExposeHeaders": [ "ETag" ],
                  "MaxAgeSeconds": 3000
                }
              ]
            }
            """);
        foreach (var part in new[]
        {
            "arn:aws-cn:s3:::b/files/*", "s3:PutObjectTagging", "s3:GetObjectTagging", "s3:PutLifecycleConfiguration",
            "s3:PutBucketCORS", "s3:GetBucketPublicAccessBlock", "kms:GenerateDataKey",
            "arn:aws-cn:kms:cn-north-1:*:key/1234",
        })
        {
            setup.LeastIamPolicyJson.Should().Contain($"\"{part}\"");
        }
    }

    [Theory]
    [InlineData(null, "*")]
    [InlineData("arn:aws:kms:eu-west-1:1:key/2", "arn:aws:kms:eu-west-1:1:key/2")]
    [InlineData("2", "arn:aws:kms:eu-west-1:123456789012:key/2")]
    [InlineData("alias/mine", "arn:aws:kms:eu-west-1:123456789012:key/*")]
    public void KmsKey_IsNamedByItsArn(string? key, string arn) => Arn.KmsKey(new S3Settings
    {
        Region = "eu-west-1",
        KmsKeyId = key,
        ExpectedBucketOwner = "123456789012",
    }).Should().Be(arn);

    [Theory]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com/path")]
    [InlineData("app.example.com")]
    [InlineData("https://APP.example.com")]
    [InlineData("https://app.example.com:443")]
    [InlineData("https://*.*.example.com")]
    [InlineData("ftp://app.example.com")]
    [InlineData("https://user@app.example.com")]
    [InlineData("https://ü.example.com")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Origin_ThatIsNone_IsRejected(string? origin)
    {
        var service = new StoreMock().Service();
        var options = new SetupOptions { Origins = [origin!] };

        await service.Housekeeping.Invoking(h => h.GetSetupAsync(options)).Should().ThrowAsync<ArgumentException>()
            .WithMessage("SetupOptions.Origins contains *which is not an origin: *");
        await service.Invoking(s => s.DiagnoseAsync(new() { Origin = origin ?? "*" })).Should()
            .ThrowAsync<ArgumentException>().WithMessage("DiagnosisOptions.Origin contains *");
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example.com")]
    [InlineData("http://127.0.0.1:5000")]
    public void Origin_ThatS3Knows_IsAccepted(string origin) =>
        SetupRules.Check(new SetupOptions { Origins = [origin] }).Origins.Should().Equal(origin);

    [Fact]
    public async Task Days_BelowOne_AndNoOrigin_AreRejected()
    {
        var housekeeping = new StoreMock().Service().Housekeeping;

        await housekeeping.Invoking(h => h.GetSetupAsync(new() { PendingDays = 0 })).Should()
            .ThrowAsync<ArgumentException>().WithMessage("SetupOptions.PendingDays is 0; it must be at least 1.");
        await housekeeping.Invoking(h => h.ApplyLifecycleAsync(new() { UnfinishedDays = -1 })).Should()
            .ThrowAsync<ArgumentException>().WithMessage("SetupOptions.UnfinishedDays is -1*");
        await housekeeping.Invoking(h => h.ApplyCorsAsync(new())).Should()
            .ThrowAsync<ArgumentException>().WithMessage("SetupOptions.Origins is empty*");
    }

    private static void Configure(S3Settings settings)
    {
        settings.Region = "cn-north-1";
        settings.KeyPrefix = "files/";
        settings.ServerSideEncryption = "aws:kms";
        settings.KmsKeyId = "1234";
    }

    private static void ShouldBe(string? json, string expected) =>
        JsonElement.DeepEquals(JsonDocument.Parse(json!).RootElement, JsonDocument.Parse(expected).RootElement)
            .Should().BeTrue(json);
}
