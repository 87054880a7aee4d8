using System.Net;
using System.Xml.Linq;
using Amazon.S3.Model;
using Discovitas.S3.ContractTests.Support;

namespace Discovitas.S3.ContractTests;

/// <summary>A browser's form with a POST policy, the same on every store that has them.</summary>
public sealed class FormContract
{
    private static readonly byte[] File = "hello"u8.ToArray();

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task Form_AsSigned_IsStored(string name)
    {
        await using var store = await Store.OpenAsync(name);
        var post = await SignAsync(store);

        using var answer = await SendAsync(post, File);

        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var result = XElement.Parse(await answer.Content.ReadAsStringAsync());
        result.Name.LocalName.Should().Be("PostResponse");
        result.Elements().Single(element => element.Name.LocalName == "Key").Value.Should().Be(Key(store));
        // in quotes on S3 and bare on Ceph, which has no such header either
        result.Elements().Single(element => element.Name.LocalName == "ETag").Value.Trim('"').Should().Be("5d41402abc4b2a76b9719d911017c592");
        var stored = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, Key(store));
        (stored.ContentLength, stored.Headers.ContentType, stored.Metadata["user"]).Should().Be((5, "text/css", "42"));
    }

    [Theory]
    [OnLocal("no signature of this policy", HttpStatusCode.Forbidden)]
    [OnLocal("another key", HttpStatusCode.Forbidden)]
    [OnLocal("another type", HttpStatusCode.Forbidden)]
    [OnLocal("a field less", HttpStatusCode.Forbidden)]
    [OnLocal("a field more", HttpStatusCode.Forbidden)]
    [OnLocal("too small", HttpStatusCode.BadRequest)]
    [OnLocal("too large", HttpStatusCode.BadRequest)]
    [OnLocal("no policy", HttpStatusCode.Forbidden)]
    [OnLocal("expired", HttpStatusCode.Forbidden)]
    // not on Ceph 16.2, which stores the two bytes of an empty line
    [OnLocal("no file", HttpStatusCode.BadRequest)]
    [OnCeph("no signature of this policy", HttpStatusCode.Forbidden)]
    [OnCeph("another key", HttpStatusCode.Forbidden)]
    [OnCeph("another type", HttpStatusCode.Forbidden)]
    [OnCeph("a field less", HttpStatusCode.Forbidden)]
    [OnCeph("a field more", HttpStatusCode.Forbidden)]
    [OnCeph("too small", HttpStatusCode.BadRequest)]
    [OnCeph("too large", HttpStatusCode.BadRequest)]
    [OnCeph("no policy", HttpStatusCode.Forbidden)]
    [OnCeph("expired", HttpStatusCode.Forbidden)]
    public async Task Form_OtherThanSigned_IsRefusedAndLeavesNothing(string name, string difference, HttpStatusCode status)
    {
        await using var store = await Store.OpenAsync(name);
        var post = await SignAsync(store, difference == "expired" ? -1 : 5);
        var file = File;
        switch (difference)
        {
            case "no signature of this policy": post.Fields["x-amz-signature"] = new string('0', 64); break;
            case "another key": post.Fields["key"] += "x"; break;
            case "another type": post.Fields["Content-Type"] = "text/html"; break;
            case "a field less": post.Fields.Remove("x-amz-meta-user"); break;
            case "a field more": post.Fields["x-amz-meta-role"] = "admin"; break;
            case "too small": file = []; break;
            case "too large": file = "hello, world"u8.ToArray(); break;
            case "no policy": post.Fields.Remove(post.Fields.Keys.Single(field => field.Equals("policy", StringComparison.OrdinalIgnoreCase))); break;
            case "no file": file = null; break;
        }

        using var answer = await SendAsync(post, file);

        answer.StatusCode.Should().Be(status, await answer.Content.ReadAsStringAsync());
        (await store.LeftAsync()).Should().BeEmpty();
    }

    private static string Key(Store store) => $"{store.Settings.KeyPrefix}{store.Folder}/form.css";

    private static Task<CreatePresignedPostResponse> SignAsync(Store store, int minutes = 5) => store.Client.CreatePresignedPostAsync(new CreatePresignedPostRequest
    {
        BucketName = store.Settings.Bucket,
        Key = Key(store),
        Expires = DateTime.UtcNow.AddMinutes(minutes),
        Fields = { ["Content-Type"] = "text/css", ["success_action_status"] = "201", ["x-amz-meta-user"] = "42" },
        Conditions = [S3PostCondition.ContentLengthRange(1, 10)],
    });

    private static async Task<HttpResponseMessage> SendAsync(CreatePresignedPostResponse post, byte[]? file)
    {
        using var http = new HttpClient();
        using var form = new MultipartFormDataContent(Guid.NewGuid().ToString("N"));
        foreach (var (name, value) in post.Fields)
        {
            var field = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(value));
            form.Add(field, $"\"{name}\"");
        }

        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "\"file\"", "\"a.css\"");
        }

        // browsers put no quotes around the boundary, and Ceph takes none
        form.Headers.ContentType!.Parameters.Single().Value = form.Headers.ContentType.Parameters.Single().Value!.Trim('"');
        return await http.PostAsync(post.Url, form);
    }
}
