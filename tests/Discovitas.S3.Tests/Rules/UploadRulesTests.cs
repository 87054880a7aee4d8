namespace Discovitas.S3.Tests.Rules;

public sealed class UploadRulesTests
{
    private static readonly byte[] Png = FileSamples.All["image/png"];
    private static readonly byte[] Html = FileSamples.All["text/html"];

    [Theory]
    [InlineData("a.png", "image/png", "image/png")]
    [InlineData("a.exe", "IMAGE/PNG", "image/png")]
    [InlineData("a", "text/html; charset=UTF-8; x=y", "text/html; charset=utf-8")]
    public async Task Check_NoLists_OnlyTheTypesFormCounts(string name, string stated, string stored)
    {
        (await CheckAsync(new S3Settings(), name, stated, Html)).Value.Should().Be(stored);
    }

    [Fact]
    public async Task Check_TypeOfTheList_IsTakenInAnyCase() =>
        (await CheckAsync(Types("Image/PNG", "image/gif"), "a.PNG", "IMAGE/png; a=b", Png)).Value
            .Should().Be("image/png");

    [Theory]
    [InlineData("image/svg+xml")]
    [InlineData("image/pn")]
    [InlineData("image/pngx")]
    [InlineData("text/html; a=\"image/png\"")]
    public async Task Check_TypeOutsideTheList_IsRejectedAndTheListIsNamed(string stated)
    {
        var rejection = await RejectionAsync(Types("image/png", "IMAGE/GIF"), "a.png", stated, Png);

        var bare = stated.Split(';')[0];
        rejection.Reason.Should().Be(UploadRejectionReason.ContentTypeNotAllowed);
        rejection.Message.Should().Be($"Files of type {bare} are not accepted. Accepted are: image/gif, image/png.");
        rejection.Limit.Should().Be("image/gif, image/png");
        rejection.Found.Should().Be(bare);
    }

    [Theory]
    [InlineData("png", "a.png")]
    [InlineData(".png", "a.png")]
    [InlineData("PNG", "a.png")]
    [InlineData(".png", "A.PNG")]
    [InlineData("gif", "A.GIF")]
    public async Task Check_ExtensionOfTheList_IsTakenInAnyCase(string listed, string name)
    {
        var act = () => CheckAsync(Extensions(listed), name, "image/png", Png);

        await act.Should().NotThrowAsync();
    }

    [Theory]
    [InlineData("a.exe", "exe")]
    [InlineData("a.png.exe", "exe")]
    [InlineData("a.EXE", "EXE")]
    public Task Check_ExtensionOutsideTheList_IsRejectedAndTheListIsNamed(string name, string found) =>
        ShouldNameTheListAsync(name, "." + found, found);

    [Theory]
    [InlineData("a")]
    [InlineData("a.png ")]
    [InlineData("a.png\r\n")]
    public Task Check_NoExtension_IsRejectedAndTheListIsNamed(string name) =>
        ShouldNameTheListAsync(name, "without an extension", found: "");

    private static async Task ShouldNameTheListAsync(string name, string named, string found)
    {
        var rejection = await RejectionAsync(Extensions("png", ".gif"), name, "image/png", Png);

        rejection.Reason.Should().Be(UploadRejectionReason.ExtensionNotAllowed);
        rejection.Message.Should().Be($"Files named {named} are not accepted. Accepted are: gif, png.");
        rejection.Limit.Should().Be("gif, png");
        rejection.Found.Should().Be(found);
    }

    [Fact]
    public async Task Check_ListOfExtensionsAlone_DoesNotCompareBytes()
    {
        var act = () => CheckAsync(Extensions("png"), "a.png", "image/png", Html);

        await act.Should().NotThrowAsync();
    }

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.jpg")]
    [InlineData("a.php")]
    [InlineData("a.png.svg")]
    public async Task Check_ExtensionOfAnotherType_IsRejected(string name)
    {
        var rejection = await RejectionAsync(Types("image/png"), name, "image/png", Png);

        var extension = name.Split('.')[^1];
        rejection.Reason.Should().Be(UploadRejectionReason.ContentTypeMismatch);
        rejection.Message.Should().Be(
            $"The file was sent as image/png, but the name ends with .{extension}. Send it with its correct name "
            + "and type.");
        rejection.Limit.Should().Be("image/png");
        rejection.Found.Should().Be($"the name ends with .{extension}");
    }

    [Theory]
    [InlineData("image/gif", "the bytes are of type image/gif")]
    [InlineData("text/html", "the bytes are of type text/html")]
    [InlineData(
        "application/vnd.microsoft.portable-executable",
        "the bytes are of type application/vnd.microsoft.portable-executable")]
    [InlineData("text/javascript", "the bytes are of another type")]
    public async Task Check_BytesOfAnotherType_AreRejectedAndNamed(string sample, string found)
    {
        var rejection = await RejectionAsync(Types("image/png"), "a.png", "image/png", FileSamples.All[sample]);

        rejection.Reason.Should().Be(UploadRejectionReason.ContentTypeMismatch);
        rejection.Message
            .Should().Be($"The file was sent as image/png, but {found}. Send it with its correct name and type.");
        rejection.Found.Should().Be(found);
    }

    [Fact]
    public async Task Check_EmptyFileOfATypeWithASignature_IsRejected() =>
        (await RejectionAsync(Types("image/png"), "a.png", "image/png", [])).Message
            .Should().Be(
                "The file was sent as image/png, but the file is empty. Send it with its correct name and type.");

    [Fact]
    public async Task Check_EmptyTextFile_IsAccepted()
    {
        var act = () => CheckAsync(Types("text/plain"), "a.txt", "text/plain", []);

        await act.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Check_InvalidTypeWithoutLists_IsRejected() =>
        (await RejectionAsync(new S3Settings(), "a.png", "image/png, text/html", Png)).Reason
            .Should().Be(UploadRejectionReason.InvalidContentType);

    [Fact]
    public async Task CheckStart_Bytes_ComeAgainWithTheFirstPart()
    {
        var bytes = new byte[3 * FileTypes.StartLength];
        Png.CopyTo(bytes, 0);
        bytes[^1] = 7;
        using var parts = ((UploadContent)new MemoryStream(bytes)).Read(PartPlan.From(new S3Settings()));

        await parts.RequireTypeAsync(
            new UploadRules(Types("image/png")), MediaType.Parse("image/png"), CancellationToken.None);

        using var part = await parts.NextAsync(CancellationToken.None);
        var again = new byte[bytes.Length];
        part.ReadAt(0, again).Should().Be(bytes.Length);
        again.AsSpan().SequenceEqual(bytes).Should().BeTrue();
    }

    private static S3Settings Types(params string[] types)
    {
        var settings = new S3Settings();
        types.ToList().ForEach(settings.AllowedContentTypes.Add);
        return settings;
    }

    private static S3Settings Extensions(params string[] extensions)
    {
        var settings = new S3Settings();
        extensions.ToList().ForEach(settings.AllowedExtensions.Add);
        return settings;
    }

    // Both halves of the check, as an upload goes through them.
    private static async Task<MediaType> CheckAsync(S3Settings settings, string name, string stated, byte[] bytes)
    {
        var rules = new UploadRules(settings);
        var request = new FileUploadRequest(name, stated, bytes);
        var type = rules.CheckTypeAndName(request);
        using var parts = request.Content.Read(PartPlan.From(settings));
        await parts.RequireTypeAsync(rules, type, CancellationToken.None);
        return type;
    }

    private static async Task<UploadRejectedException> RejectionAsync(
        S3Settings settings, string name, string stated, byte[] bytes)
    {
        var act = () => CheckAsync(settings, name, stated, bytes);
        return (await act.Should().ThrowAsync<UploadRejectedException>()).Which;
    }
}
