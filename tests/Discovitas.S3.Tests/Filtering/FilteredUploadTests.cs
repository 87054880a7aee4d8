using System.Buffers;
using Discovitas.S3.TestSupport.Filtering;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Filtering;

/// <summary>What is sent through the server is stored as the filters make it, and what they reject is not.</summary>
public sealed class FilteredUploadTests : IDisposable
{
    private static readonly byte[] Sent = Bytes(1000);
    private static readonly byte[] Small = SmallBytesFilter.Of(Sent);

    private readonly StoreMock _store = new();
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("bytes")]
    [InlineData("memory")]
    [InlineData("stream")]
    [InlineData("unseekable stream")]
    [InlineData("file")]
    public async Task Store_OfAnyContent_StoresWhatTheFilterReturns(string kind)
    {
        var filter = new SmallBytesFilter();
        var images = new ImageRules { MaxWidth = 7 };
        var request = new FileUploadRequest("a.jpg", "image/jpeg", Content(kind)) { Images = images };

        var file = await _store.Filtering(null, filter).StoreAsync(request);

        SameBytes(_store.Body!, Small);
        (file.Size, file.Image!.Width).Should().Be((Small.Length, Small.Length));
        file.ChecksumCrc32.Should().Be(Crc32Value.ToBase64(System.IO.Hashing.Crc32.HashToUInt32(Small)));
        var seen = filter.Files.Single();
        (seen.FileName, seen.ContentType, seen.Images).Should().Be(("a.jpg", "image/jpeg", images));
        File.Move(_path, _path, overwrite: true);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3 * PartSize, 2)]
    public async Task Store_OfAnySize_StoresWhatTheFilterReturns(int size, int parts)
    {
        var file = await _store.Filtering(null, new SmallBytesFilter()).StoreAsync(Request(Bytes(size)));

        SameBytes(parts > 0 ? _store.AllParts : _store.Body!, SmallBytesFilter.Of(Bytes(size)));
        (file.Size, _store.Parts.Count).Should().Be((SmallBytesFilter.Of(Bytes(size)).Length, parts));
    }

    [Theory]
    [InlineData(1000, new string[0])]
    [InlineData(3 * PartSize, new[] { "Create", "Part 1", "Abort", "ListParts" })]
    public async Task Store_OfAFileThatTheFilterRejects_LeavesNothing(int size, string[] calls)
    {
        var content = Bytes(size).Select(one => (byte)(one & 0x7F)).ToArray();
        content[^1] = 200;
        var filter = new SmallBytesFilter(one => one == 200 ? "It is broken." : null);

        (await _store.Filtering(null, filter).Invoking(s => s.StoreAsync(Request(content)))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("It is broken."))
            .Which.Reason.Should().Be(UploadRejectionReason.InvalidImage);

        _store.Calls.Except(["Part 2"]).Should().Equal(calls);
    }

    // Though the filter has read as much as it wants, which is all that is there to it.
    [Theory]
    [InlineData(999)]
    [InlineData(1001)]
    public async Task Store_OfAStreamOfAnotherLength_IsRejected(int stated)
    {
        var filter = new SmallBytesFilter { EndsAfter = 10 };

        (await _store.Filtering(null, filter).Invoking(s => s.StoreAsync(Request(new LyingStream(Sent, stated))))
            .Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);

        _store.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("unseekable stream")]
    public async Task Store_OfAFileThatIsTooLargeUntilItIsFiltered_IsRejected(string kind)
    {
        var service = _store.Filtering(settings => settings.MaxFileSize = 999, new SmallBytesFilter());

        var rejection = await service.Invoking(s => s.StoreAsync(Request(Content(kind))))
            .Should().ThrowAsync<UploadRejectedException>();

        (rejection.Which.Reason, rejection.Which.Limit).Should().Be((UploadRejectionReason.TooLarge, "999 bytes"));
        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Store_WithAFilterThatEndsEarly_ReadsTheStreamToItsEnd_AndLeavesItOpen()
    {
        using var stream = new UnseekableStream(Sent);

        await _store.Filtering(null, new SmallBytesFilter { EndsAfter = 10 }).StoreAsync(Request(stream));

        SameBytes(_store.Body!, Small[..10]);
        (await stream.ReadAsync(new byte[1])).Should().Be(0);
        stream.IsDisposed.Should().BeFalse();
    }

    [Theory]
    [InlineData(FileMode.Open)]
    [InlineData(FileMode.Append)]
    public async Task Store_OfAFileThatChangesMeanwhile_StoresNothing(FileMode mode)
    {
        using var file = new ChangingFile(_store, path =>
        {
            using var stream = new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite);
            stream.WriteByte(0xff);
        });

        (await _store.Filtering(null, new Unchanged()).Invoking(s => s.StoreAsync(Request(file.Content)))
            .Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);

        _store.Calls.Should().NotContain("Complete");
    }

    [Fact]
    public async Task Store_OfAFileThatIsRenamedMeanwhile_StoresIt()
    {
        using var file = new ChangingFile(_store, path => File.Move(path, path + ".moved"));

        await _store.Filtering(null, new Unchanged()).StoreAsync(Request(file.Content));

        SameBytes(_store.AllParts, file.Bytes);
    }

    // Before a filter says that they are broken.
    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task Store_OfBytesOfAnotherType_SaysSo(string text)
    {
        var service = _store.Filtering(null, new SmallBytesFilter(_ => "It is broken."));
        var request = new FileUploadRequest("a.png", "image/png", Encoding.ASCII.GetBytes(text))
        {
            Limits = new UploadLimits { AllowedContentTypes = ["image/png"] },
        };

        (await service.Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.ContentTypeMismatch);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public async Task Store_OfBytesOfTheStatedType_StoresWhatTheFilterReturns(int size)
    {
        byte[] png = [0x89, .. "PNG\r\n\x1a\n"u8, .. Bytes(size)];
        var request = new FileUploadRequest("a.png", "image/png", png)
        {
            Limits = new UploadLimits { AllowedContentTypes = ["image/png"] },
        };

        await _store.Filtering(null, new Unchanged()).StoreAsync(request);

        SameBytes(_store.Body!, png);
    }

    [Fact]
    public async Task Store_WithSeveralFilters_GivesEachWhatTheOneBeforeItReturns()
    {
        var first = new SmallBytesFilter { EndsAfter = 20 };

        await _store.Filtering(null, first, new SmallBytesFilter { EndsAfter = 10 }).StoreAsync(Request(Sent));

        SameBytes(_store.Body!, Small[..10]);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(40_000, 0)]
    [InlineData((2 * PartSize) + 9, 3)]
    public async Task Store_OfBytesThatAFilterTakesInMemory_StoresWhatItReturns(int size, int parts)
    {
        var returned = Bytes(size);
        var filter = new BytesFilter { Returned = returned };

        var file = await _store.Filtering(null, filter).StoreAsync(Request(Sent));

        SameBytes(parts > 0 ? _store.AllParts : _store.Body!, returned);
        (file.Size, _store.Parts.Count, file.Image!.Width).Should().Be((size, parts, Sent.Length));
        file.ChecksumCrc32.Should().Be(Crc32Value.ToBase64(System.IO.Hashing.Crc32.HashToUInt32(returned)));
    }

    [Fact]
    public async Task Store_OfContentThatAFilterCannotTakeInMemory_HasItRead()
    {
        var filter = new BytesFilter { Returned = Sent };
        var large = Bytes(PartSize + 1);

        await _store.Filtering(null, filter).StoreAsync(Request(large));
        SameBytes(_store.Body!, SmallBytesFilter.Of(large));
        await _store.Filtering(null, filter).StoreAsync(Request(new MemoryStream(Sent)));
        SameBytes(_store.Body!, Small);
        await _store.Filtering(null, filter, new Unchanged()).StoreAsync(Request(Sent));
        SameBytes(_store.Body!, Small);
        await _store.Filtering(null, new BytesFilter()).StoreAsync(Request(Sent));
        SameBytes(_store.Body!, Small);
    }

    [Fact]
    public async Task Upload_WithRulesForPictures_ButNoFilter_SaysWhatIsMissing()
    {
        var service = _store.Service();
        var (images, direct) = (new ImageRules { MaxWidth = 1 }, new DirectUploadRequest("a.jpg", "image/jpeg"));

        Func<Task>[] uploads =
        [
            () => service.StoreAsync(Request(Sent) with { Images = images }),
            () => service.Direct.CreateAsync(direct with { Images = images }),
            () => service.Direct.StartMultipartAsync(direct with { Images = images }),
        ];

        foreach (var upload in uploads)
        {
            await upload.Should().ThrowAsync<InvalidOperationException>().WithMessage("*Call AddImages()*");
        }

        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task AddContentFilter_FiltersTheFilesOfItsStoreOnly()
    {
        var services = new ServiceCollection().AddSingleton(_store.Mock.Object);
        services.AddS3Uploads(Configure).AddContentFilter(_ => new SmallBytesFilter());
        services.AddS3Uploads("plain").Configure(Configure);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<S3Service>().StoreAsync(Request(Sent));
        SameBytes(_store.Body!, Small);
        await provider.GetRequiredKeyedService<S3Service>("plain").StoreAsync(Request(Sent));
        SameBytes(_store.Body!, Sent);

        static void Configure(S3Settings settings) => (settings.Bucket, settings.Region) = ("b", "eu-west-1");
    }

    private UploadContent Content(string kind)
    {
        File.WriteAllBytes(_path, Sent);
        return kind switch
        {
            "bytes" => Sent,
            "memory" => new ReadOnlyMemory<byte>(Sent),
            "stream" => new MemoryStream(Sent),
            "unseekable stream" => new UnseekableStream(Sent),
            _ => UploadContent.FromFile(_path),
        };
    }

    // In memory, it returns bytes in several pieces, or none.
    private sealed class BytesFilter : IContentFilter
    {
        internal byte[]? Returned { get; init; }

        public Stream Filter(FilteredFile file, Stream content) => new SmallBytesFilter().Filter(file, content);

        public ReadOnlySequence<byte>? FilterBytes(FilteredFile file, ReadOnlyMemory<byte> content)
        {
            file.Image = new ImageInfo { ContentType = "image/any", Width = content.Length, Height = 1 };
            return Returned is null ? null : Sequences.Of(Returned, pieces: 3);
        }
    }

    private sealed class Unchanged : IContentFilter
    {
        public Stream Filter(FilteredFile file, Stream content) => content;
    }
}
