using System.Globalization;

namespace Discovitas.S3.Tests.Direct;

/// <summary>What a client is granted, before a byte has moved.</summary>
public sealed class DirectUploadRequestTests
{
    private readonly DirectStore _store = new();

    private static DirectUploadRequest Request => new("a b.png", "Image/PNG") { Size = 5 };

    [Fact]
    public async Task Create_OnAmazon_IsAFormWithTheKeyFirst()
    {
        var service = _store.Mock.Service(settings =>
        {
            settings.ServerSideEncryption = "aws:kms";
            settings.KmsKeyId = "key-1";
        });
        var upload = await service.Direct.CreateAsync(Request with
        {
            CacheControl = "no-cache",
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["Who"] = "x" },
        });

        upload.Request.Method.Should().Be("POST");
        upload.Request.Url.Should().Be("https://b.s3.eu-west-1.amazonaws.com/");
        upload.Request.Fields.Keys.Should().Equal(
            "key", "Content-Type", "Cache-Control", "Content-Disposition", "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-meta-who", "success_action_status", "policy", "x-amz-signature");
        upload.Request.Fields["Content-Type"].Should().Be("image/png");
        upload.Request.Headers.Should().BeEmpty();
        upload.Ticket.Should().BeEquivalentTo(
            new
            {
                Key = upload.Request.Fields["key"].Replace("pending/", "uploads/", StringComparison.Ordinal),
                ContentType = "image/png",
                Size = 5L,
                UploadId = (string?)null,
                ChecksBytes = false,
            });
        upload.Ticket.MaxSize.Should().Be(5L * 1024 * 1024 * 1024, "one request takes no more");
        _store.Form!.Conditions.Single().Should().BeOfType<ContentLengthRangeCondition>().Which
            .Should().BeEquivalentTo(new { MinimumLength = 5L, MaximumLength = 5L });
    }

    [Fact]
    public async Task Create_WithoutASize_TakesAnyUpToTheNarrowerLimit()
    {
        var upload = await _store.Mock.Service(settings => settings.MaxFileSize = 100)
            .Direct.CreateAsync(Request with { Size = null, Limits = new UploadLimits { MaxFileSize = 10 } });

        _store.Form!.Conditions.Single().Should().BeEquivalentTo(new { MinimumLength = 0L, MaximumLength = 10L });
        (upload.Ticket.MaxSize, upload.Ticket.Size).Should().Be((10, null));
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public async Task Create_InAnyCulture_SignsThePolicyInNone(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            using var client = new AmazonS3Client(
                "id", "secret", new AmazonS3Config { RegionEndpoint = Amazon.RegionEndpoint.EUWest1 });
            var service = new S3Service(
                client,
                Microsoft.Extensions.Options.Options.Create(new S3Settings { Bucket = "b", Region = "eu-west-1" }));

            var upload = await service.Direct.CreateAsync(Request);

            CultureInfo.CurrentCulture.Name.Should().Be(culture);
            var policy = System.Text.Json.JsonDocument.Parse(Convert.FromBase64String(upload.Request.Fields["policy"]))
                .RootElement;
            var expiry = upload.Request.ExpiresAt
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            policy.GetProperty("expiration").GetString().Should().Be(expiry);
            upload.Request.Fields["x-amz-credential"].Should().EndWith("/eu-west-1/s3/aws4_request");
            var conditions = policy.GetProperty("conditions").EnumerateArray()
                .Where(one => one.ValueKind == System.Text.Json.JsonValueKind.Object)
                .SelectMany(one => one.EnumerateObject()).ToDictionary(one => one.Name, one => one.Value.GetString());
            conditions.Should().Contain("bucket", "b");
            upload.Request.Fields.Where(field => field.Key is not ("policy" or "x-amz-signature"))
                .Should().AllSatisfy(field => conditions.Should().Contain(field.Key, field.Value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://s3.example.com", true)]
    [InlineData("https://0123.r2.cloudflarestorage.com", false)]
    [InlineData("https://0123.EU.R2.cloudflarestorage.com", false)]
    public async Task Create_HasFormsUnlessTheStoreIsKnownToHaveNone(string? url, bool isForm)
    {
        var upload = await _store.Mock.Service(settings => settings.ServiceUrl = url).Direct.CreateAsync(Request);

        upload.Request.Method.Should().Be(isForm ? "POST" : "PUT");
    }

    [Fact]
    public async Task Create_WithoutForms_SignsLengthAndHeaders()
    {
        var upload = await _store.Mock.Service(settings => settings.SupportsPostPolicy = false)
            .Direct.CreateAsync(Request with { CacheControl = "no-cache" });

        upload.Request.Headers.Should().Equal(
            new Dictionary<string, string> { ["Content-Type"] = "image/png", ["Cache-Control"] = "no-cache" });
        upload.Request.Fields.Should().BeEmpty();
        _store.Signed!.Headers.ContentLength.Should().Be(5);
        _store.Signed.Headers.ContentType.Should().Be("image/png");
        _store.Signed.Verb.Should().Be(HttpVerb.PUT);
    }

    [Fact]
    public async Task Create_WithoutFormsOrSize_IsRejected()
    {
        var rejection = await _store.Mock.Service(settings => settings.SupportsPostPolicy = false)
            .Invoking(s => s.Direct.CreateAsync(Request with { Size = null }))
            .Should().ThrowAsync<UploadRejectedException>();

        rejection.Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);
        _store.Signed.Should().BeNull();
    }

    [Fact]
    public async Task EveryRequestThatBreaksARule_IsRejectedBeforeAnythingIsSignedOrSent()
    {
        var service = _store.Mock.Service(settings =>
        {
            settings.MaxFileSize = 5;
            settings.AllowedContentTypes.Add("image/png");
        });
        var rejected = new (DirectUploadRequest Request, UploadRejectionReason Reason)[]
        {
            (Request with { Size = 6 }, UploadRejectionReason.TooLarge),
            (Request with { Size = 5, Limits = new UploadLimits { MaxFileSize = 4 } }, UploadRejectionReason.TooLarge),
            (Request with { ContentType = "image/gif" }, UploadRejectionReason.ContentTypeNotAllowed),
            (Request with { ContentType = "nonsense" }, UploadRejectionReason.InvalidContentType),
            (Request with { FileName = "a.exe" }, UploadRejectionReason.ContentTypeMismatch),
            (Request with { Folder = ".." }, UploadRejectionReason.InvalidFolder),
            (Request with { CacheControl = "a\r\nb" }, UploadRejectionReason.InvalidHeader),
        };

        foreach (var (request, reason) in rejected)
        {
            (await service.Invoking(s => s.Direct.CreateAsync(request)).Should().ThrowAsync<UploadRejectedException>())
                .Which.Reason.Should().Be(reason);
            (
                await service.Invoking(s => s.Direct.StartMultipartAsync(request))
                    .Should().ThrowAsync<UploadRejectedException>()).Which.Reason
                .Should().Be(reason);
        }

        (
            await service.Invoking(s => s.Direct.CreateAsync(Request with { CacheControl = "${filename}" }))
                .Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.InvalidHeader);
        _store.Mock.Mock.Invocations.Should().BeEmpty();
    }

    [Fact]
    public async Task WhatNoCallerMayAsk_IsAnArgumentError()
    {
        var service = _store.Mock.Service();

        await service.Invoking(s => s.Direct.CreateAsync(Request with { Size = -1 }))
            .Should().ThrowAsync<ArgumentOutOfRangeException>();
        await service.Invoking(s => s.Direct.CreateAsync(Request with { SignedUrlLifetime = TimeSpan.FromDays(8) }))
            .Should().ThrowAsync<ArgumentOutOfRangeException>();
        await service.Invoking(s => s.Direct.SignPartAsync(DirectStore.Ticket(), 0))
            .Should().ThrowAsync<ArgumentOutOfRangeException>();
        await service.Invoking(s => s.Direct.SignPartAsync(DirectStore.Ticket(), 10_001))
            .Should().ThrowAsync<ArgumentOutOfRangeException>();
        await service.Invoking(s => s.Direct.SignPartAsync(DirectStore.Ticket(), 1, TimeSpan.Zero))
            .Should().ThrowAsync<ArgumentOutOfRangeException>();
        var foreign = DirectStore.Ticket() with { Key = "secret.txt" };
        foreach (var ticket in new[] { foreign, DirectStore.Ticket(inParts: false) })
        {
            await service.Invoking(s => s.Direct.SignPartAsync(ticket, 1)).Should().ThrowAsync<ArgumentException>();
            await service.Invoking(s => s.Direct.ListPartsAsync(ticket)).Should().ThrowAsync<ArgumentException>();
        }

        await service.Invoking(s => s.Direct.AbortAsync(foreign)).Should().ThrowAsync<ArgumentException>();
        await service.Invoking(s => s.Direct.CompleteAsync(foreign)).Should().ThrowAsync<ArgumentException>();
        _store.Mock.Mock.Invocations.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_AsksForNoChecksumOfTheParts()
    {
        InitiateMultipartUploadRequest? asked = null;
        _store.Mock.OnCreate = (request, _) =>
        {
            asked = request;
            return Task.FromResult(StoreMock.FromStore(new InitiateMultipartUploadResponse { UploadId = "u" }));
        };

        var ticket = await _store.Mock.Service(settings => settings.AllowedContentTypes.Add("image/png"))
            .Direct.StartMultipartAsync(Request);

        asked!.ChecksumAlgorithm.Should().BeNull();
        asked.Headers.ContentType.Should().Be("image/png");
        (ticket.UploadId, ticket.Size, ticket.ChecksBytes, ticket.Key).Should().Be(("u", 5, true, asked.Key));
    }

    [Fact]
    public async Task SignPart_SignsTheUploadAndTheNumber()
    {
        var part = await _store.Mock.Service().Direct.SignPartAsync(DirectStore.Ticket(), 10_000);

        (part.Method, part.ToString().Contains("secret=", StringComparison.Ordinal)).Should().Be(("PUT", false));
        (_store.Signed!.UploadId, _store.Signed.PartNumber, _store.Signed.Key)
            .Should().Be((StoreMock.UploadId, 10_000, DirectStore.Key));
    }
}
