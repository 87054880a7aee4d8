using System.Text.Json;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>Whichever way a picture comes in, its rules apply, and the client learns what is known about it.</summary>
public sealed class ImageTests
{
    private const string Described =
        """{"width":4,"height":3,"contentType":"image/x-p","orientation":1,"frames":1"""
        + ""","hasAlpha":false,"hasColorProfile":false,"isCleaned":true}""";

    private static readonly byte[] Picture = PictureFilter.Picture(4, 3);
    private static readonly ImageRules RemoveMetadata = new() { RemoveMetadata = true };
    private static readonly ImageRules Limits = new() { MaxPixels = 12, MinWidth = 2 };

    public static TheoryData<string> Ways => UploadWays.All;

    public static TheoryData<string, byte[], string, string?, string?> Rejected
    {
        get
        {
            var data = new TheoryData<string, byte[], string, string?, string?>();
            foreach (var way in UploadWays.Names)
            {
                data.Add(way, PictureFilter.Picture(5, 3), "422 image-too-large", "12 pixels", "15 pixels");
                data.Add(way, PictureFilter.Picture(1, 3), "422 image-too-small", "2 pixels", "1 pixels");
                data.Add(way, PictureFilter.Picture(0, 3), "415 image-not-supported", null, null);
                data.Add(way, [(byte)'P'], "422 invalid-image", null, null);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task APicture_IsCleaned_AndDescribedToSenderAndApp_AlsoInARepeatedAnswer(string way)
    {
        var accepted = new List<ImageInfo?>();
        await using var app = await StartAsync(RemoveMetadata, options => options.AfterUpload = (upload, _) =>
        {
            accepted.Add(upload.File.Image);
            return ValueTask.CompletedTask;
        });
        var sendAsync = await UploadWays.PrepareAsync(app, way, Picture);

        var first = await StoredAsync(app, way, sendAsync);
        var second = await StoredAsync(app, way, sendAsync);

        first.GetProperty("image").GetRawText().Should().Be(Described);
        second.GetProperty("image").GetRawText().Should().Be(Described);
        first.GetProperty("size").GetInt64().Should().Be(5);
        accepted.Should().NotBeEmpty().And.AllBeEquivalentTo(new ImageInfo
        {
            ContentType = "image/x-p",
            Width = 4,
            Height = 3,
            IsCleaned = true,
        });
        foreach (var key in await app.HoldsAsync())
        {
            key.Should().StartWith("uploads/");
            (await app.BytesAsync(key)).Should().Equal(PictureFilter.Cleaned(4, 3));
        }
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task APictureThatBreaksARuleOfTheGroup_IsGone_AndTheSenderLearnsWhich(
        string way, byte[] bytes, string problem, string? limit, string? found)
    {
        await using var app = await StartAsync(Limits);

        var response = await UploadWays.SendAsync(app, way, bytes);

        response.Problem.Should().Be(problem);
        (Member(response, "limit"), Member(response, "found")).Should().Be((limit, found));
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AFileThatIsNoPicture_IsStoredAsItIs_AndHasNoImage(string way)
    {
        byte[] bytes = [(byte)'M', 1, 2];
        await using var app = await StartAsync(Limits with { RemoveMetadata = true });

        var stored = await StoredAsync(app, way, await UploadWays.PrepareAsync(app, way, bytes));

        stored.TryGetProperty("image", out _).Should().BeFalse();
        (await app.BytesAsync(stored.GetProperty("key").GetString()!)).Should().Equal(bytes);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task WithoutAFilter_TheAnswersAreAsBefore(string way)
    {
        await using var app = await DirectApp.StartAsync(group: group => group.DisableAntiforgery());

        var stored = await StoredAsync(app, way, await UploadWays.PrepareAsync(app, way, Picture));

        stored.EnumerateObject().Select(member => member.Name).Except(["location", "bucket"])
            .Should().BeEquivalentTo("url", "key", "size", "contentType", "fileName");
    }

    [Fact]
    public async Task RulesOfAGroup_AreItsOwn()
    {
        await using var app = await StartAsync(
            Limits, map: mapped => mapped.MapS3Uploads("/large").DisableAntiforgery());

        var own = await PutAsync(app, "/uploads/a.jpg");
        var other = await PutAsync(app, "/large/a.jpg");

        (own.Problem, other.Problem).Should().Be(("422 image-too-large", "201"));
        other.Json.GetProperty("image").GetProperty("width").GetInt32().Should().Be(9);
        other.Json.GetProperty("image").GetProperty("isCleaned").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task AnAnswer_HasTheImageForTheBlazorComponentToo()
    {
        await using var app = await StartAsync(RemoveMetadata);

        var stored = await PutAsync(app, "/uploads/a.jpg");

        // As JavaScript interop reads what the script passes on.
        JsonSerializer.Deserialize<S3UploadedFile>(stored.Body, JsonSerializerOptions.Web)!.Image
            .Should().Be(new ImageInfo { ContentType = "image/x-p", Width = 9, Height = 9, IsCleaned = true });
    }

    [Fact]
    public async Task ARepeatedRequest_HasTheSameAnswer()
    {
        await using var app = await StartAsync(RemoveMetadata);

        var first = await PutAsync(app, "/uploads/a.jpg", "1");
        var second = await PutAsync(app, "/uploads/a.jpg", "1");

        (first.Status, second.Status).Should().Be((201, 200));
        second.Body.Should().Be(first.Body).And.Contain("\"image\":");
    }

    [Theory]
    [InlineData(null, "call services.AddS3Uploads().AddImages()")]
    [InlineData("avatars", "call services.AddS3Uploads(\"avatars\").AddImages()")]
    public async Task RulesForAStoreThatDoesNotReadPictures_StopTheStart(string? store, string remedy)
    {
        await using var app = Apps.Build(services =>
        {
            services.AddS3Uploads("avatars", Apps.Apply);
            services.AddS3Uploads("pictures", Apps.Apply).AddContentFilter(_ => new PictureFilter());
        });

        app.Invoking(mapped => Map(store)).Should().Throw<InvalidOperationException>()
            .WithMessage($"MapS3Uploads(\"/a\")*{remedy}*Discovitas.S3.Images*");
        app.Invoking(mapped => Map("pictures")).Should().NotThrow();

        void Map(string? name) => app.MapS3Uploads("/a", options =>
        {
            options.Store = name;
            options.Images = Limits;
        });
    }

    private static Task<DirectApp> StartAsync(
        ImageRules rules, Action<S3UploadOptions>? configure = null, Action<WebApplication>? map = null) =>
        DirectApp.StartAsync(
            options =>
            {
                options.Images = rules;
                configure?.Invoke(options);
            },
            map,
            group: group => group.DisableAntiforgery(),
            services: PictureFilter.AddTo);

    private static Task<Response> PutAsync(DirectApp app, string path, string? idempotencyKey = null)
    {
        var content = new ByteArrayContent(PictureFilter.Picture(9, 9));
        if (idempotencyKey is not null)
        {
            content.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return app.SendAsync(HttpMethod.Put, path, content);
    }

    // Returns the stored file. What is signed for Uppy 6 tells of none, but "verify" does.
    private static async Task<JsonElement> StoredAsync(DirectApp app, string way, Func<Task<Response>> sendAsync)
    {
        var response = await sendAsync();
        response.Status.Should().BeInRange(200, 201);
        if (way == UploadWays.Sign)
        {
            var key = (await app.HoldsAsync()).Single();
            response = await app.PostAsync("/uploads/s3/verify", new { key });
        }

        return way == UploadWays.Form ? response.Json[0] : response.Json;
    }

    private static string? Member(Response response, string name) =>
        response.Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
