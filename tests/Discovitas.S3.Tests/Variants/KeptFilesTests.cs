using System.Globalization;
using Discovitas.S3.Local;
using Discovitas.S3.Tests.Direct;
using static Discovitas.S3.Local.S3Operation;

namespace Discovitas.S3.Tests.Variants;

/// <summary>What functions for kept files cost, and what becomes of a file when one fails.</summary>
public sealed class KeptFilesTests : IAsyncLifetime
{
    private static readonly FileVariantRequest Thumb = new("thumb.webp", "image/webp", new byte[10]);

    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task WithoutFunctions_NoRequestIsMade_ButThoseOfTheFile()
    {
        var s3 = _store.Service();

        var file = await s3.StoreAsync(Request(new byte[1]));
        await s3.DeleteAsync(file.Key);
        await s3.DeleteAsync([file.Key]);

        _store.Calls.Should().Equal(PutObject, DeleteObject, DeleteObjects);
    }

    [Fact]
    public async Task EachVariant_CostsAWriteAndALook_AndTwoRequestsWhenTheyAreDeleted()
    {
        var s3 = Service(async (file, token) =>
        {
            await file.StoreVariantAsync(Thumb, token);
            await file.StoreVariantAsync(Thumb with { Name = "medium.webp" }, token);
            await file.StoreVariantAsync(Thumb with { Name = "large.webp", CacheControl = "no-cache" }, token);
        });

        var file = await s3.StoreAsync(Request(new byte[1]));
        await s3.DeleteAsync(file.Key);
        await s3.DeleteAsync(file.Key);

        _store.Calls.Should().Equal(
            PutObject, HeadObject, PutObject, HeadObject, PutObject, HeadObject, PutObject, HeadObject,
            DeleteObject, ListObjectsV2, DeleteObjects,
            DeleteObject, ListObjectsV2);
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Variants_ThatCouldNotBeDeleted_AreWhenTheFileIsDeletedAgain()
    {
        var s3 = Service((file, token) => file.StoreVariantAsync(Thumb, token));
        var file = await s3.StoreAsync(Request(new byte[1]));
        _store.OnCall = call => call.Operation is ListObjectsV2
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;

        (await s3.Invoking(s => s.DeleteAsync(file.Key)).Should().ThrowAsync<S3StoreException>())
            .Which.Message.Should().EndWith("Variants of the deleted files may remain: delete the files again.");
        (await LeftAsync()).Should().ContainSingle().Which.Should().EndWith("/thumb.webp");
        await s3.DeleteAsync([file.Key]);

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AFunctionThatReadsTheFile_NeedsNoLookForItsCacheControl()
    {
        var s3 = Service(async (file, token) =>
        {
            await using var original = await file.OpenReadAsync(token);
            await file.StoreVariantAsync(Thumb, token);
        });

        var file = await s3.StoreAsync(Request(new byte[1]) with { CacheControl = "max-age=7" });

        _store.Calls.Should().Equal(PutObject, GetObject, PutObject, HeadObject);
        var variant = await _store.HeadAsync(s3.ListVariantsAsync(file.Key).ToBlockingEnumerable().Single().Key);
        variant.Headers.CacheControl.Should().Be("max-age=7");
    }

    [Fact]
    public async Task AKeyWithAnotherExtension_IsThatOfAnotherFile_WhichHasNoVariants()
    {
        var s3 = Service((file, token) => file.StoreVariantAsync(Thumb, token));
        var file = await s3.StoreAsync(new FileUploadRequest("a.jpg", "image/jpeg", new byte[1]));

        await s3.DeleteAsync(file.Key[..^4] + ".png");

        (await _store.LeftAsync()).Should().Equal(file.Key, file.Key[..^4] + "/thumb.webp");
    }

    // A client that sends the request again would have it decoded again.
    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task AFunctionThatRejectsADirectUpload_EndsIt(UploadWay way)
    {
        var s3 = Service((_, _) => throw new UploadRejectedException(UploadRejectionReason.InvalidImage, "No."));
        var (ticket, _) = await SentUpload.CreateAsync(s3, way);

        await s3.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<UploadRejectedException>();

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Functions_AreCalledInTheirOrder_UntilOneFails()
    {
        var calls = new List<string>();
        var s3 = Service(
            (file, _) => Note(file.File.Url),
            (_, _) => throw new InvalidDataException("No picture."),
            (_, _) => Note("never"));

        await s3.Invoking(s => s.UploadAsync(Request(new byte[1]))).Should().ThrowAsync<InvalidDataException>();

        calls.Should().ContainSingle().Which.Should().StartWith("http");
        (await _store.LeftAsync()).Should().BeEmpty();

        Task Note(string call)
        {
            calls.Add(call);
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(DeleteObjects, "{0}/thumb.webp {0}/zoom.webp")]
    [InlineData(DeleteObject, "{0}.bin")]
    [InlineData(ListObjectsV2, "{0}/")]
    [InlineData(null, "{0}.bin {0}/")]
    public async Task WhatCannotBeRemoved_IsNamed_AndTheFunctionsFailureIsThrown(S3Operation? denied, string named)
    {
        var uuid = "";
        var s3 = Service(async (file, token) =>
        {
            uuid = file.File.Key[..^4];
            await file.StoreVariantAsync(Thumb, token);
            await file.StoreVariantAsync(Thumb with { Name = "zoom.webp" }, token);
            _store.OnCall = call => denied is null || call.Operation == denied
                ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;
            throw new InvalidDataException("No picture.");
        });

        var thrown = await s3.Invoking(s => s.UploadAsync(new FileUploadRequest("a.bin", "a/b", new byte[1])))
            .Should().ThrowAsync<InvalidDataException>();

        var expected = string.Format(CultureInfo.InvariantCulture, named, uuid).Split(' ');
        var last = expected[^1];
        thrown.Which.Data[S3StoreException.RemainingObjectsKey].Should().BeAssignableTo<IReadOnlyList<string>>()
            .Which.Should().Equal(expected);
        thrown.Which.Data[S3StoreException.RemainingObjectKey].Should().Be(expected[0]);
        (await LeftAsync()).Should().OnlyContain(
            left => expected.Any(key => left.StartsWith(key, StringComparison.Ordinal)));
        _store.Logger.Collector.GetSnapshot().Should().Contain(line => line.Message.Contains(last));
    }

    [Fact]
    public async Task AVariant_PassesNoRuleForUploads_ButItsHeadersAreChecked()
    {
        KeptFile? kept = null;
        var s3 = _store.Extended(
            new S3Extensions { OnKept = [(file, _) => Task.FromResult(kept = file)] },
            settings =>
            {
                settings.MaxFileSize = 1;
                settings.AllowedContentTypes.Add("text/plain");
                settings.AllowedExtensions.Add(".txt");
            });
        await s3.StoreAsync(new FileUploadRequest("a.txt", "text/plain", "a"u8.ToArray()));

        var variant = await kept!.StoreVariantAsync(Thumb with { ContentType = "IMAGE/WEBP" });

        (variant.ContentType, variant.Size).Should().Be(("image/webp", 10));
        await Storing(Thumb with { ContentType = "webp" }).Should().ThrowAsync<ArgumentException>();
        await Storing(Thumb with { CacheControl = "a\nb" }).Should().ThrowAsync<ArgumentException>();
        await Storing(Thumb with { Content = null! }).Should().ThrowAsync<ArgumentException>();
        await Storing(null!).Should().ThrowAsync<ArgumentException>();

        Func<Task> Storing(FileVariantRequest request) => () => kept.StoreVariantAsync(request);
    }

    [Fact]
    public async Task AFunction_CanBeTestedWithAMock()
    {
        var file = new Mock<KeptFile>();
        file.Setup(one => one.StoreVariantAsync(Thumb, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new StoredFile { Key = "k", Url = "u", Size = 1, ContentType = "c", ETag = "e" });

        (await file.Object.StoreVariantAsync(Thumb)).Key.Should().Be("k");
    }

    private S3Service Service(params Func<KeptFile, CancellationToken, Task>[] functions) =>
        _store.Extended(new S3Extensions { OnKept = functions });

    private async Task<IReadOnlyList<string>> LeftAsync()
    {
        _store.OnCall = _ => null;
        return await _store.LeftAsync();
    }
}
