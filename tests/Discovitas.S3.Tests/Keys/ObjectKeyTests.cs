using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Keys;

public sealed partial class ObjectKeyTests
{
    private const string Prefix = "uploads/";
    private const int UuidLength = 36;

    public static TheoryData<string> Hostile => HostileNames.Labels;

    [Fact]
    public void Create_Request_IsPrefixFolderUuidAndExtension() =>
        Key("me.PNG", "avatars/42")
            .Should().MatchRegex(
                @"\Auploads/avatars/42/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.PNG\z");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Create_NoFolder_HasNone(string? folder) =>
        Key("me.png", folder).Should().MatchRegex(@"\Auploads/[0-9a-f-]{36}\.png\z");

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Create_HostileName_KeepsTheGrammar(string label)
    {
        var (name, extension) = HostileNames.Get(label);

        var key = Key(name);

        Grammar().IsMatch(key).Should().BeTrue("{0} is the key", key);
        key[(Prefix.Length + UuidLength)..].Should().Be(extension);
    }

    [Fact]
    public void Create_SameRequestTwice_GivesTwoKeys()
    {
        var request = Request("a.png");

        ObjectKey.Create(request, Prefix).Should().NotBe(ObjectKey.Create(request, Prefix));
    }

    [Fact]
    public void Create_EmptyPrefix_StartsWithTheUuid() =>
        ObjectKey.Create(Request("a.png"), "").Value.Should().MatchRegex(@"\A[0-9a-f-]{36}\.png\z");

    [Fact]
    public void Create_KeyOf1024Characters_IsAccepted() => Key("a.png", FolderForKeyOf(1024)).Should().HaveLength(1024);

    [Fact]
    public void Create_KeyOf1025Characters_IsRejected()
    {
        var rejection = Rejection(FolderForKeyOf(1025));

        rejection.Message
            .Should().Be("With this folder the key has 1025 characters, and S3 allows 1024. Use a shorter folder.");
        rejection.Limit.Should().Be("1024 characters");
        rejection.Found.Should().Be("1025 characters");
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a b")]
    [InlineData("\u00E9")]
    [InlineData("a?b")]
    [InlineData(@"a\b")]
    public void Create_FolderOutsideTheRule_IsRejectedWithRuleAndRemedy(string folder) =>
        Rejection(folder).Message.Should().Be(
            $"The folder '{folder}' is not allowed: letters, digits, '-', '_', '.' and '~' in segments between "
                + "single slashes, none of them "
            + "'.' or '..'. Build it from ids, not from names that people choose.");

    [Fact]
    public void Create_FolderWithControlCharacters_DoesNotRepeatThem()
    {
        var rejection = Rejection("a\r\n\u202E\u2028b");

        rejection.Message.Should().Contain("'a\uFFFD\uFFFD\uFFFD\uFFFDb'");
        rejection.Found.Should().Be("'a\uFFFD\uFFFD\uFFFD\uFFFDb'");
    }

    private static string Key(string name, string? folder = null) =>
        ObjectKey.Create(Request(name, folder), Prefix).Value;

    private static FileUploadRequest Request(string name, string? folder = null) =>
        new(name, "image/png", Array.Empty<byte>()) { Folder = folder };

    // The key of "a.png" in this folder has this length.
    private static string FolderForKeyOf(int length) =>
        new('f', length - Prefix.Length - "/".Length - UuidLength - ".png".Length);

    private static UploadRejectedException Rejection(string folder)
    {
        var act = () => Key("a.png", folder);
        var rejection = act.Should().Throw<UploadRejectedException>().Which;
        rejection.Reason.Should().Be(UploadRejectionReason.InvalidFolder);
        return rejection;
    }

    [GeneratedRegex(@"\Auploads/[0-9a-f-]{36}(\.[A-Za-z0-9]{1,16})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
