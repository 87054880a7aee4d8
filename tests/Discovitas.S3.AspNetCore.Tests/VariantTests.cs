using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>Whichever way a file comes in, its variants are made once, and before the app accepts it.</summary>
public sealed class VariantTests
{
    private static readonly byte[] Bytes = [1, 2, 3];
    private static readonly FileVariantRequest Thumb = new("thumb.webp", "image/webp", new byte[10]);

    private readonly List<string> _calls = [];
    private bool _isBroken;

    public static TheoryData<string> Ways => UploadWays.All;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AFile_HasItsVariants_BeforeTheAppAcceptsIt_AndOnce(string way)
    {
        await using var app = await StartAsync();
        var sendAsync = await UploadWays.PrepareAsync(app, way, Bytes);

        var response = await sendAsync();

        response.Status.Should().BeInRange(200, 201);
        _calls.Should().Equal("variants", "accepted");
        var keys = await app.HoldsAsync();
        keys.Should().HaveCount(2).And.OnlyContain(key => key.StartsWith("uploads/"));
        keys[1].Should().Be(keys[0][..^4] + "/thumb.webp");
        if (UploadWays.IsDirect(way))
        {
            (await sendAsync()).Status.Should().Be(200);
            _calls.Should().HaveCount(2, "a repeated request calls nothing again");
            (await app.HoldsAsync()).Should().Equal(keys);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AnAppThatDoesNotAcceptTheFile_FailsTheRequest_AndNothingIsKept(string way)
    {
        await using var app = await StartAsync(_ => throw new InvalidOperationException("The database is gone."));

        (await (await UploadWays.PrepareAsync(app, way, Bytes))()).Status.Should().Be(500);

        _calls.Should().Equal("variants");
        (await app.HoldsAsync()).Should().NotContain(key => key.StartsWith("uploads/"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AFunctionThatFails_FailsTheRequest_AndTheAppIsNotAsked(string way)
    {
        _isBroken = true;
        await using var app = await StartAsync();

        (await (await UploadWays.PrepareAsync(app, way, Bytes))()).Status.Should().Be(500);

        _calls.Should().Equal("variants");
        (await app.HoldsAsync()).Should().NotContain(key => key.StartsWith("uploads/"));
    }

    [Fact]
    public async Task MapS3Files_DeliversAVariant_IfTheAppAllowsItsKey()
    {
        var asked = new List<string>();
        await using var app = await StartAsync(map: app => app.MapS3Files("/files/{**key}", options =>
            options.Authorize = (_, key, _) =>
            {
                asked.Add(key);
                return ValueTask.FromResult(asked.Count == 1);
            }));
        await (await UploadWays.PrepareAsync(app, UploadWays.Body, Bytes))();
        var variant = (await app.HoldsAsync())[1];

        var allowed = await app.GetAsync($"/files/{variant}");
        var denied = await app.GetAsync($"/files/{variant}");

        (allowed.Status, allowed.Body.Length, denied.Status).Should().Be((200, 10, 404));
        asked.Should().Equal(variant, variant);
    }

    private Task<DirectApp> StartAsync(
        Action<string>? accept = null, Action<WebApplication>? map = null) => DirectApp.StartAsync(
        options => options.AfterUpload = (upload, _) =>
        {
            (accept ?? _calls.Add)("accepted");
            return ValueTask.CompletedTask;
        },
        map: map,
        group: group => group.DisableAntiforgery(),
        services: services => services.AddS3Uploads(_ => { }).OnKept(async (file, cancellationToken) =>
        {
            _calls.Add("variants");
            await file.StoreVariantAsync(Thumb, cancellationToken);
            if (_isBroken)
            {
                throw new NotSupportedException("This picture cannot be scaled.");
            }
        }));
}
