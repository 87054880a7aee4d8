namespace Discovitas.S3.Tests.Keys;

public sealed class ObjectKeyParsingTests
{
    private const string Prefix = "uploads/";
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData("uploads/" + Uuid)]
    [InlineData("uploads/" + Uuid + ".png")]
    [InlineData("uploads/" + Uuid + ".PnG")]
    [InlineData("uploads/" + Uuid + ".aZ09aZ09aZ09aZ09")]
    [InlineData("uploads/avatars/42/" + Uuid + ".png")]
    [InlineData("uploads/uploads/" + Uuid + ".png")]
    public void TryParse_KeyOfThisService_IsTaken(string text)
    {
        ObjectKey.TryParse(text, Prefix, out var key).Should().BeTrue();
        key.Value.Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("uploads/")]
    [InlineData("uploads/a")]
    [InlineData("uploads/a.png")]
    [InlineData(Uuid)]
    [InlineData(Uuid + ".png")]
    [InlineData("Uploads/" + Uuid + ".png")]
    [InlineData("/uploads/" + Uuid + ".png")]
    [InlineData("other/" + Uuid + ".png")]
    [InlineData("uploads" + Uuid + ".png")]
    [InlineData(" uploads/" + Uuid + ".png")]
    public void TryParse_OtherPrefixOrNone_IsRejected(string text) => Rejected(text);

    [Theory]
    [InlineData("uploads/0F8FAD5B-D9CB-469F-A165-70867728950E.png")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-a165-70867728950E.png")]
    [InlineData("uploads/0f8fad5b-d9cb-169f-a165-70867728950e.png")]
    [InlineData("uploads/0f8fad5b-d9cb-769f-a165-70867728950e.png")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-c165-70867728950e.png")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-7165-70867728950e.png")]
    [InlineData("uploads/00000000-0000-0000-0000-000000000000.png")]
    [InlineData("uploads/0f8fad5bd9cb469fa16570867728950e.png")]
    [InlineData("uploads/{0f8fad5b-d9cb-469f-a165-70867728950e}")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-a165-70867728950.png")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-a165-70867728950g.png")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-a165-70867728950\u0665.png")]
    [InlineData("uploads/ 0f8fad5b-d9cb-469f-a165-70867728950.png")]
    public void TryParse_NotAVersion4UuidInLowerCase_IsRejected(string text) => Rejected(text);

    // Guid.TryParseExact still takes what Guid.Parse took in .NET Framework: signs and 0x within a group.
    [Theory]
    [InlineData("uploads/+f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData("uploads/0x8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData("uploads/0X8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData("uploads/0f8fad5b-+9cb-469f-a165-70867728950e.png")]
    [InlineData("uploads/0f8fad5b-0xcb-469f-a165-70867728950e.png")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-a165-+0867728950e.png")]
    [InlineData("uploads/0f8fad5b-d9cb-469f-a165-0x867728950e.png")]
    public void TryParse_UuidWithSignOrHexMark_IsRejected(string text) => Rejected(text);

    [Theory]
    [InlineData("uploads/" + Uuid + ".")]
    [InlineData("uploads/" + Uuid + "png")]
    [InlineData("uploads/" + Uuid + ".tar.gz")]
    [InlineData("uploads/" + Uuid + ".aZ09aZ09aZ09aZ09x")]
    [InlineData("uploads/" + Uuid + ".p%6eg")]
    [InlineData("uploads/" + Uuid + ".png ")]
    [InlineData("uploads/" + Uuid + ".png\n")]
    [InlineData("uploads/" + Uuid + "\n")]
    [InlineData("uploads/" + Uuid + ".png\u0000")]
    [InlineData("uploads/" + Uuid + ".png/")]
    [InlineData("uploads/" + Uuid + ".png?x=1")]
    [InlineData("uploads/" + Uuid + ".png#x")]
    [InlineData("uploads/" + Uuid + ".g\u0131f")]
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
