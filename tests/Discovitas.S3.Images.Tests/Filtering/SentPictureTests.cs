using Discovitas.S3.TestSupport.Http;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Filtering;

/// <summary>Pictures that clients have sent to the store, or that were in it before.</summary>
public sealed class SentPictureTests
{
    // What describes the picture comes after its data.
    private static readonly byte[] DataFirst = [.. Heic[..24], .. Heic[^11..], .. Heic[35..^11]];

    public static TheoryData<string, byte[], string> CannotBeCleaned
    {
        get
        {
            var data = new TheoryData<string, byte[], string>();
            foreach (var way in new[] { "form", "parts", "app" })
            {
                data.Add(way, Sequence, "a.avif");
                data.Add(way, DataFirst, "a.heic");
                data.Add(way, HeaderSamples.Tiff, "a.bin");
                data.Add(way, [.. "FUJIFILMCCD-RAW 0201"u8], "a.bin");
                data.Add(way, [1, 2, 3], "a.cr3");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CannotBeCleaned))]
    public async Task APictureThatCannotBeCleaned_IsRemovedOrPasses(string way, byte[] picture, string name)
    {
        await using var store = await ImageStore.OpenAsync();
        await using var passing = await ImageStore.OpenAsync(options => options.OnUnsupported = UnsupportedImages.Pass);

        var keepAsync = await SendAsync(store.Service, way, picture, name);
        await store.ShouldRejectAsync(keepAsync, UploadRejectionReason.ImageNotSupported);

        keepAsync = await SendAsync(passing.Service, way, picture, name);
        foreach (var file in new[] { await keepAsync(), await keepAsync() })
        {
            (file.Image?.IsCleaned is true).Should().BeFalse();
            (await passing.ReadAsync(file.Key)).Should().Equal(picture);
        }
    }

    [Theory]
    [InlineData("form", false, false)]
    [InlineData("form", true, false)]
    [InlineData("form", true, true)]
    [InlineData("app", false, false)]
    [InlineData("app", true, false)]
    [InlineData("app", true, true)]
    public async Task APictureThatWasKeptBefore_CountsAsCleaned_OnlyIfThereIsNothingToRemove(
        string way, bool isClean, bool isAll)
    {
        byte[] picture = isClean ? await Cleaned.FromAsync(Samples.FullJpeg) : Samples.FullJpeg;
        picture = isAll ? picture : [.. picture, 1, 2, 3];
        await using var store = await ImageStore.OpenAsync();
        using var client = S3Client.Create(store.Settings);
        var before = new S3Service(client, store.Settings);
        DirectUploadTicket? ticket = null;

        var keepAsync = await SendAsync(before, way, picture, "a.jpg", sent => ticket = sent);
        var kept = await keepAsync();
        var again = ticket is null
            ? await store.Service.KeepAsync(kept.Key)
            : await store.Service.Direct.CompleteAsync(ticket);

        kept.Image.Should().BeNull();
        (again.Image!.Width, again.Image.IsCleaned).Should().Be((16, isClean && isAll));
        (await store.ReadAsync(kept.Key)).Should().Equal(picture);
    }

    // Returns what keeps the file.
    private static async Task<Func<Task<StoredFile>>> SendAsync(
        S3Service service, string way, byte[] bytes, string name, Action<DirectUploadTicket>? sent = null)
    {
        var request = new DirectUploadRequest(name, "application/octet-stream") { Size = bytes.Length };
        if (way == "parts")
        {
            var started = await service.Direct.StartMultipartAsync(request);
            await (await service.Direct.SignPartAsync(started, 1)).SendAsync(bytes);
            return () => service.Direct.CompleteAsync(started);
        }

        var upload = await service.Direct.CreateAsync(request);
        await upload.Request.SendAsync(bytes);
        if (way == "app")
        {
            return () => service.KeepAsync(upload.Ticket.Key);
        }

        sent?.Invoke(upload.Ticket);
        return () => service.Direct.CompleteAsync(upload.Ticket);
    }
}
