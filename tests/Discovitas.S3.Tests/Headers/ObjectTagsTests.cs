namespace Discovitas.S3.Tests.Headers;

public sealed class ObjectTagsTests
{
    [Fact]
    public void Check_None_IsEmpty() => ObjectTags.Check(null).Should().BeEmpty();

    [Theory]
    [InlineData("a", "")]
    [InlineData("a", "b")]
    [InlineData("Project X", "a+b-c=d.e_f:g/h@i 1")]
    [InlineData("\u00E9\u4E2D", "\u0663")]
    public void Check_LettersDigitsSpacesAndSigns_AreTaken(string name, string value) =>
        ObjectTags.Check(new Dictionary<string, string> { [name] = value }).Should().ContainSingle().Which
            .Should().Be(KeyValuePair.Create(name, value));

    [Theory]
    [InlineData("", "a")]
    [InlineData("a&b", "c")]
    [InlineData("a", "b&c=d")]
    [InlineData("a", "b%26")]
    [InlineData("a?", "b")]
    [InlineData("a", "b#")]
    [InlineData("a\r\n", "b")]
    [InlineData("a", "b\r\nX: y")]
    [InlineData("a", "b\u0000")]
    [InlineData("a", "\u202E")]
    [InlineData("<a>", "b")]
    [InlineData("aws:a", "b")]
    [InlineData("a", null)]
    [InlineData("a", "\"b\"")]
    [InlineData("a", "\U0001F600")]
    public void Check_OtherCharacters_AreRejectedWithTheRule(string name, string? value)
    {
        var rejection = Rejection(new Dictionary<string, string> { [name] = value! });

        rejection.Message.Should().Match(
            "The tag '*' is not allowed. A name has 1 to 128 and a value up to 256 letters, digits, spaces or any "
                + "of + - = . _ : / @, and no name begins with aws:.");
        rejection.Message.Should().NotContainAny("\r", "\n");
    }

    [Theory]
    [InlineData(128, 256, true)]
    [InlineData(129, 256, false)]
    [InlineData(128, 257, false)]
    public void Check_Length_Is128And256AtMost(int name, int value, bool taken)
    {
        var act = () =>
            ObjectTags.Check(new Dictionary<string, string> { [new string('n', name)] = new string('v', value) });

        (Record.Exception(act) is null).Should().Be(taken);
    }

    [Fact]
    public void Check_TenTags_AreTaken() => ObjectTags.Check(Tags(10)).Should().HaveCount(10);

    [Fact]
    public void Check_ElevenTags_AreRejected() =>
        Rejection(Tags(11)).Message.Should().Be("The file has 11 tags, and S3 allows 10. Use fewer.");

    private static Dictionary<string, string> Tags(int count) =>
        Enumerable.Range(0, count).ToDictionary(number => $"tag{number}", _ => "x");

    private static UploadRejectedException Rejection(Dictionary<string, string> tags)
    {
        var act = () => ObjectTags.Check(tags);
        var rejection = act.Should().Throw<UploadRejectedException>().Which;
        rejection.Reason.Should().Be(UploadRejectionReason.InvalidHeader);
        return rejection;
    }
}
