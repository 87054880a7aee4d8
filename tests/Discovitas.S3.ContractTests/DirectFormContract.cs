using System.Net;
using System.Text;
using Discovitas.S3.ContractTests.Support;
using static Discovitas.S3.ContractTests.Support.Content;
using static Discovitas.S3.ContractTests.Support.Store;

namespace Discovitas.S3.ContractTests;

/// <summary>A form under a POST policy: what was granted is taken, anything else is refused with nothing stored.</summary>
public sealed class DirectFormContract
{
    private const int Size = 1000;

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task TheForm_AsGranted_IsStoredWithItsHeaders(string name)
    {
        await using var store = await OpenAsync(name);
        var upload = await store.Service.Direct.CreateAsync(Request(store) with
        {
            CacheControl = "public, max-age=60",
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["Who"] = "Jürgen $1 \"a\" <b> +", ["empty"] = "" },
        });

        using var answer = await Browser.SendAsync(upload, Bytes(Size));

        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        upload.Url.Should().EndWith("/");
        upload.Fields.Keys.First().Should().Be("key");
        upload.ExpiresAt.Should().BeAfter(DateTimeOffset.UtcNow);
        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
        (file.Key, file.Size, file.ContentType, file.Url).Should().Be((upload.Ticket.Key, Size, "application/pdf", store.Service.GetPublicUrl(file.Key)));
        ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Key)), Bytes(Size));
        var metadata = await store.Service.GetMetadataAsync(file.Key);
        metadata!.Metadata.Should().Contain("who", "Jürgen $1 \"a\" <b> +").And.Contain("empty", "");
        if (name is not (Ceph or CephTls))
        {
            // Ceph 16.2 drops these two from a form.
            var head = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, file.Key);
            head.Headers.CacheControl.Should().Be("public, max-age=60");
            head.Headers.ContentDisposition.Should().Be("inline; filename=\"a b.pdf\"");
        }
    }

    [Theory]
    [OnCeph]
    public async Task WhatABrowserWouldRun_IsNotKeptWithoutItsDisposition(string name)
    {
        await using var store = await OpenAsync(name);
        var upload = await store.Service.Direct.CreateAsync(Request(store) with { FileName = "a.svg", ContentType = "image/svg+xml" });
        using var answer = await Browser.SendAsync(upload, Bytes(Size));
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());

        await store.Service.Invoking(service => service.Direct.CompleteAsync(upload.Ticket)).Should().ThrowAsync<S3StoreException>().WithMessage("*S3:HasPostPolicy*");

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task TheForm_WithoutAClaimedSize_TakesAnyUpToTheLimit(string name)
    {
        await using var store = await OpenAsync(name, settings => settings.MaxFileSize = Size);
        foreach (var size in new[] { 0, 1, Size })
        {
            var upload = await store.Service.Direct.CreateAsync(Request(store) with { Size = null });
            using var answer = await Browser.SendAsync(upload, Bytes(size));
            answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            (await store.Service.Direct.CompleteAsync(upload.Ticket)).Size.Should().Be(size);
            await store.Service.DeleteAsync(upload.Ticket.Key);
        }

        var another = await store.Service.Direct.CreateAsync(Request(store) with { Size = null });
        await ShouldBeRefusedAsync(store, another, another.Fields, Bytes(Size + 1));
    }

    [Theory]
    [OnLocal(-1)]
    [OnCeph(-1)]
    [OnLocal(1)]
    [OnCeph(1)]
    [OnCephTls(1)]
    [OnOther(-1)]
    [OnOther(1)]
    public async Task AnotherSize_IsRefused(string name, int difference)
    {
        await using var store = await OpenAsync(name);
        var upload = await store.Service.Direct.CreateAsync(Request(store));

        await ShouldBeRefusedAsync(store, upload, upload.Fields, Bytes(Size + difference));
    }

    [Theory]
    [OnLocal("key")]
    [OnCeph("key")]
    [OnLocal("Content-Type")]
    [OnCeph("Content-Type")]
    [OnLocal("x-amz-meta-who")]
    [OnCeph("x-amz-meta-who")]
    [OnLocal("success_action_status")]
    [OnCeph("success_action_status")]
    [OnLocal("policy")]
    [OnCeph("policy")]
    [OnLocal("x-amz-signature")]
    [OnCeph("x-amz-signature")]
    [OnLocal("x-amz-credential")]
    [OnCeph("x-amz-credential")]
    [OnOther("key")]
    [OnOther("Content-Type")]
    [OnOther("x-amz-meta-who")]
    [OnOther("success_action_status")]
    [OnOther("policy")]
    [OnOther("x-amz-signature")]
    [OnOther("x-amz-credential")]
    public async Task AnyFieldChangedOrLeftOut_IsRefused(string name, string field)
    {
        await using var store = await OpenAsync(name);
        var upload = await store.Service.Direct.CreateAsync(Request(store));
        upload.Fields.Should().ContainKey(field);
        var changed = upload.Fields.ToDictionary();
        changed[field] = field == "policy" ? Widened(changed[field]) : Changed(changed[field]);

        await ShouldBeRefusedAsync(store, upload, changed, Bytes(Size));
        await ShouldBeRefusedAsync(store, upload, upload.Fields.Where(one => one.Key != field), Bytes(Size));
    }

    [Theory]
    [OnLocal("x-amz-meta-more", "a")]
    [OnCeph("x-amz-meta-more", "a")]
    [OnLocal("acl", "public-read-write")]
    [OnCeph("acl", "public-read-write")]
    [OnLocal("Content-Encoding", "gzip")]
    [OnCeph("Content-Encoding", "gzip")]
    [OnOther("x-amz-meta-more", "a")]
    [OnOther("acl", "public-read-write")]
    [OnOther("Content-Encoding", "gzip")]
    public async Task AFieldMore_IsRefused(string name, string field, string value)
    {
        await using var store = await OpenAsync(name);
        var upload = await store.Service.Direct.CreateAsync(Request(store));

        await ShouldBeRefusedAsync(store, upload, [.. upload.Fields, new(field, value)], Bytes(Size));
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task AFieldTwice_NeverStoresAnythingButWhatWasGranted(string name)
    {
        await using var store = await OpenAsync(name);
        foreach (var (field, value) in new[] { ("key", store.Settings.KeyPrefix + store.Folder + "/other"), ("Content-Type", "text/html") })
        {
            var upload = await store.Service.Direct.CreateAsync(Request(store));
            using var first = await Browser.PostAsync(upload, [new(field, value), .. upload.Fields], Bytes(Size));
            using var last = await Browser.PostAsync(upload, [.. upload.Fields, new(field, value)], Bytes(Size));

            (await store.LeftAsync()).Should().BeSubsetOf([upload.Ticket.Key]);
            if (await store.Service.GetMetadataAsync(upload.Ticket.Key) is { } stored)
            {
                stored.ContentType.Should().Be("application/pdf");
                await store.Service.DeleteAsync(upload.Ticket.Key);
            }
        }
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task AFormThatHasEnded_IsRefused(string name)
    {
        await using var store = await OpenAsync(name);
        var past = new S3Service(store.Client, Microsoft.Extensions.Options.Options.Create(store.Settings), timeProvider: new Clock(DateTimeOffset.UtcNow.AddHours(-1)));
        var upload = await past.Direct.CreateAsync(Request(store));

        upload.ExpiresAt.Should().BeBefore(DateTimeOffset.UtcNow);
        await ShouldBeRefusedAsync(store, upload, upload.Fields, Bytes(Size));
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task TheWrongFirstBytes_AreDeleted(string name)
    {
        await using var store = await OpenAsync(name, settings => settings.AllowedContentTypes.Add("image/png"));
        var upload = await store.Service.Direct.CreateAsync(Request(store) with { FileName = "a.png", ContentType = "image/png" });
        using var answer = await Browser.SendAsync(upload, Bytes(Size));
        answer.IsSuccessStatusCode.Should().BeTrue();

        (await store.Service.Invoking(service => service.Direct.CompleteAsync(upload.Ticket)).Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.ContentTypeMismatch);

        (await store.LeftAsync()).Should().BeEmpty();
    }

    private static DirectUploadRequest Request(Store store) => new("a b.pdf", "application/pdf")
    {
        Folder = store.Folder,
        Size = Size,
        Metadata = new Dictionary<string, string> { ["who"] = "someone" },
    };

    private static async Task ShouldBeRefusedAsync(Store store, DirectUpload upload, IEnumerable<KeyValuePair<string, string>> fields, byte[] bytes)
    {
        using var answer = await Browser.PostAsync(upload, fields, bytes);
        ((int)answer.StatusCode).Should().BeInRange(400, 499, await answer.Content.ReadAsStringAsync());
        (await store.LeftAsync()).Should().BeEmpty();
        (await store.Service.ExistsAsync(upload.Ticket.Key)).Should().BeFalse();
    }

    private static string Changed(string value) => value[..^1] + (value[^1] == 'a' ? 'b' : 'a');

    private static string Widened(string policy) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromBase64String(policy)).Replace($"{Size},{Size}", "0,99999")));

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
