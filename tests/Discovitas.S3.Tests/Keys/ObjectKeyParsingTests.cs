namespace Discovitas.S3.Tests.Keys;

public sealed class ObjectKeyParsingTests
{
    private const string Prefix = "uploads/";
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    public static TheoryData<string> KeyOfThisService =>
    [
        "uploads/" + Uuid, "uploads/" + Uuid + ".png", "uploads/" + Uuid + ".PnG",
        "uploads/" + Uuid + ".aZ09aZ09aZ09aZ09", "uploads/avatars/42/" + Uuid + ".png",
        "uploads/uploads/" + Uuid + ".png",
    ];

    [Theory]
    [MemberData(nameof(KeyOfThisService))]
    public void TryParse_KeyOfThisService_IsTaken(string text)
    {
        ObjectKey.TryParse(text, Prefix, out var key).Should().BeTrue();
        key.Value.Should().Be(text);
    }

    public static TheoryData<string> OtherPrefixOrNone =>
    [
        "", "uploads/", "uploads/a", "uploads/a.png", Uuid, Uuid + ".png", "Uploads/" + Uuid + ".png",
        "/uploads/" + Uuid + ".png", "other/" + Uuid + ".png", "uploads" + Uuid + ".png", " uploads/" + Uuid + ".png",
    ];

    [Theory]
    [MemberData(nameof(OtherPrefixOrNone))]
    public void TryParse_OtherPrefixOrNone_IsRejected(string text) => Rejected(text);

    public static TheoryData<string> NotAVersion4UuidInLowerCase =>
    [
        "uploads/0F8FAD5B-D9CB-469F-A165-70867728950E.png", "uploads/0f8fad5b-d9cb-469f-a165-70867728950E.png",
        "uploads/0f8fad5b-d9cb-169f-a165-70867728950e.png", "uploads/0f8fad5b-d9cb-769f-a165-70867728950e.png",
        "uploads/0f8fad5b-d9cb-469f-c165-70867728950e.png", "uploads/0f8fad5b-d9cb-469f-7165-70867728950e.png",
        "uploads/00000000-0000-0000-0000-000000000000.png", "uploads/0f8fad5bd9cb469fa16570867728950e.png",
        "uploads/{0f8fad5b-d9cb-469f-a165-70867728950e}", "uploads/0f8fad5b-d9cb-469f-a165-70867728950.png",
        "uploads/0f8fad5b-d9cb-469f-a165-70867728950g.png", "uploads/0f8fad5b-d9cb-469f-a165-70867728950\u0665.png",
        "uploads/ 0f8fad5b-d9cb-469f-a165-70867728950.png",
    ];

    [Theory]
    [MemberData(nameof(NotAVersion4UuidInLowerCase))]
    public void TryParse_NotAVersion4UuidInLowerCase_IsRejected(string text) => Rejected(text);

    public static TheoryData<string> UuidWithSignOrHexMark =>
    [
        "uploads/+f8fad5b-d9cb-469f-a165-70867728950e.png", "uploads/0x8fad5b-d9cb-469f-a165-70867728950e.png",
        "uploads/0X8fad5b-d9cb-469f-a165-70867728950e.png", "uploads/0f8fad5b-+9cb-469f-a165-70867728950e.png",
        "uploads/0f8fad5b-0xcb-469f-a165-70867728950e.png", "uploads/0f8fad5b-d9cb-469f-a165-+0867728950e.png",
        "uploads/0f8fad5b-d9cb-469f-a165-0x867728950e.png",
    ];

    // Guid.TryParseExact still takes what Guid.Parse took in .NET Framework: signs and 0x within a group.
    [Theory]
    [MemberData(nameof(UuidWithSignOrHexMark))]
    public void TryParse_UuidWithSignOrHexMark_IsRejected(string text) => Rejected(text);

    public static TheoryData<string> AnythingButAnExtensionAtTheEnd =>
    [
        "uploads/" + Uuid + ".", "uploads/" + Uuid + "png", "uploads/" + Uuid + ".tar.gz",
        "uploads/" + Uuid + ".aZ09aZ09aZ09aZ09x", "uploads/" + Uuid + ".p%6eg", "uploads/" + Uuid + ".png ",
        "uploads/" + Uuid + ".png\n", "uploads/" + Uuid + "\n", "uploads/" + Uuid + ".png\u0000",
        "uploads/" + Uuid + ".png/", "uploads/" + Uuid + ".png?x=1", "uploads/" + Uuid + ".png#x",
        "uploads/" + Uuid + ".g\u0131f",
    ];

    [Theory]
    [MemberData(nameof(AnythingButAnExtensionAtTheEnd))]
    public void TryParse_AnythingButAnExtensionAtTheEnd_IsRejected(string text) => Rejected(text);

    [Theory]
    [InlineData("uploads/../" + Uuid + ".png")]
    [InlineData("uploads/a/../" + Uuid + ".png")]
    [InlineData("uploads/../../" + Uuid + ".png")]
    [InlineData("uploads/./" + Uuid + ".png")]
    [InlineData("uploads//" + Uuid + ".png")]
    [InlineData("uploads/a//" + Uuid + ".png")]
    [InlineData("uploads///" + Uuid + ".png")]
    [InlineData(@"uploads/..\" + Uuid + ".png")]
    [InlineData("uploads/%2e%2e/" + Uuid + ".png")]
    [InlineData("uploads/a b/" + Uuid + ".png")]
    [InlineData("uploads/\u00E9/" + Uuid + ".png")]
    [InlineData("uploads/a/../../secret/" + Uuid)]
    public void TryParse_FolderOutsideTheRule_IsRejected(string text) => Rejected(text);

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void TryParse_Length_IsAtMost1024(int length, bool expected)
    {
        var folder = new string('f', length - Prefix.Length - "/".Length - Uuid.Length);

        ObjectKey.TryParse($"{Prefix}{folder}/{Uuid}", Prefix, out _).Should().Be(expected);
    }

    [Fact]
    public void TryParse_EmptyPrefix_TakesAnyFolder()
    {
        ObjectKey.TryParse(Uuid, "", out _).Should().BeTrue();
        ObjectKey.TryParse("uploads/" + Uuid, "", out _).Should().BeTrue();
        ObjectKey.TryParse("/" + Uuid, "", out _).Should().BeFalse();
    }

    private static void Rejected(string text)
    {
        ObjectKey.TryParse(text, Prefix, out var key).Should().BeFalse();
        key.Should().Be(default(ObjectKey));
    }
}
