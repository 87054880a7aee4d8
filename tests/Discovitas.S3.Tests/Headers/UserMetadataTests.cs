namespace Discovitas.S3.Tests.Headers;

public sealed class UserMetadataTests
{
    [Fact]
    public void Encode_NoneOrEmpty_IsEmpty()
    {
        UserMetadata.Encode(null).Should().BeEmpty();
        UserMetadata.Encode(new Dictionary<string, string>()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a b")]
    [InlineData("a  b")]
    [InlineData("50% \"off\"; x=y, z")]
    [InlineData("? = ?=")]
    public void Encode_PlainAscii_IsSentAsItIs(string value)
    {
        Encoded(value).Should().Be(value);
        Decoded(value).Should().Be(value);
    }

    [Theory]
    [InlineData("", "=?UTF-8?B??=")]
    [InlineData(" ", "=?UTF-8?B?IA==?=")]
    [InlineData(" a", "=?UTF-8?B?IGE=?=")]
    [InlineData("a ", "=?UTF-8?B?YSA=?=")]
    [InlineData("\u00E9", "=?UTF-8?B?w6k=?=")]
    [InlineData("\u4E2D\u6587", "=?UTF-8?B?5Lit5paH?=")]
    [InlineData("\U0001F600", "=?UTF-8?B?8J+YgA==?=")]
    [InlineData("=?UTF-8?B?SGk=?=", "=?UTF-8?B?PT9VVEYtOD9CP1NHaz0/PQ==?=")]
    [InlineData("=?", "=?UTF-8?B?PT8=?=")]
    public void Encode_AnythingElse_IsAnEncodedWordAndComesBack(string value, string expected)
    {
        Encoded(value).Should().Be(expected);
        Decoded(expected).Should().Be(value);
    }

    // Both a word's limit and a surrogate pair fall on every place of each other.
    [Fact]
    public void Encode_CharactersOfFourBytesAtEveryPlace_ComeBack()
    {
        for (var before = 0; before < 100; before++)
        {
            var text = new string('a', before) + string.Concat(Enumerable.Repeat("\U0001F600", 30));

            Decoded(Encoded(text)).Should().Be(text);
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("a\nX: y")]
    [InlineData("a\u0000")]
    [InlineData("a\tb")]
    [InlineData("a\u007F")]
    [InlineData("a\u0085b")]
    public void Encode_ControlCharacter_IsRejected(string value)
    {
        var rejection = Rejection(("Author", value));

        rejection.Message.Should().Match(
            "The metadata 'author' with the value '*' has the control character U+*, which is not allowed in a "
            + "header. Remove it.");
        rejection.Message.Should().NotContainAny("\r", "\n", "\t", "\u0085");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:")]
    [InlineData("a\r\nX")]
    [InlineData("a/b")]
    [InlineData("\u00E9")]
    [InlineData("\u0131d")]
    [InlineData("a=b")]
    public void Encode_NameThatIsNoToken_IsRejected(string name) =>
        Rejection((name, "x")).Message
            .Should().Match("The metadata name '*' is not an HTTP token. Use ASCII letters, digits and hyphens.");

    // In a loop: as data of a theory, half a pair would be repaired on its way here.
    [Fact]
    public void Encode_ValueThatIsNoText_IsRejected_AndNotRepaired()
    {
        foreach (var value in new[] { "\uD83D", "a\uDE00b", null })
        {
            Rejection(("name", value!)).Message.Should().Contain("'name'");
        }
    }

    [Fact]
    public void Encode_Name_GoesInLowerCase() =>
        Encode(("Title-ID", "x")).Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("title-id", "x"));

    [Fact]
    public void Encode_SameNameInDifferentCase_IsRejected() =>
        Rejection(("Author", "a"), ("AUTHOR", "b")).Message
            .Should().Be(
                "The metadata 'author' occurs twice, in different case. Names are not case-sensitive: use each once.");

    // The SDK puts x-amz-meta- before a name unless it is there: two names would be one header, and one value lost.
    [Theory]
    [InlineData("x-amz-meta-author")]
    [InlineData("X-Amz-Meta-Author")]
    public void Encode_NameWithTheStoresPrefix_IsRejected(string name) =>
        Rejection((name, "a")).Message
            .Should().Be(
                $"The metadata name '{name}' begins with x-amz-meta-, which is added to every name. Leave it out.");

    [Fact]
    public void Encode_Null_IsRejected() =>
        Rejection(("author", null!)).Message
            .Should().Be("The metadata 'author' is null. Leave it out, or use an empty string.");

    [Theory]
    [InlineData(2047)]
    [InlineData(2000)]
    public void Encode_UpTo2048BytesInAll_IsTaken(int valueLength) =>
        Encode(("n", new string('v', valueLength))).Should().HaveCount(1);

    [Fact]
    public void Encode_2049BytesInAll_IsRejectedWithItsSize() =>
        Rejection(("n", new string('v', 1024)), ("m", new string('v', 1023))).Message
            .Should().Be(
                "The metadata has 2049 bytes as sent, and S3 allows 2048. Store less with the file, or keep it in "
                + "a database under the key.");

    [Fact]
    public void Encode_TooLongOnlyOnceEncoded_IsRejected() =>
        Rejection(("n", new string('\u00E9', 1000))).Message.Should().Contain("bytes as sent, and S3 allows 2048");

    // What a store sends may be of any client's making, and Amazon S3 encodes what it stores in its own way.
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=?utf-8?b?w6k=?=", "\u00E9")]
    [InlineData("=?UTF-8?B?w6k=?= =?UTF-8?B?w6k=?=", "\u00E9\u00E9")]
    [InlineData("=?UTF-8?B?!!!?=", "=?UTF-8?B?!!!?=")]
    [InlineData("=?UTF-8?B?w6k=", "=?UTF-8?B?w6k=")]
    [InlineData("=?UTF-8?B?=", "=?UTF-8?B?=")]
    [InlineData("=?x-unknown?B?w6k=?=", "=?x-unknown?B?w6k=?=")]
    [InlineData("=?UTF-8?X?w6k=?=", "=?UTF-8?X?w6k=?=")]
    [InlineData("=?UTF-8?Q?=C3=A?=", "=?UTF-8?Q?=C3=A?=")]
    [InlineData("=?UTF-8?Q?=ZZ?=", "=?UTF-8?Q?=ZZ?=")]
    [InlineData("=?UTF-8?Q?=?=", "=?UTF-8?Q?=?=")]
    [InlineData("=?UTF-8?Q??=", "")]
    [InlineData("=?UTF-8?B?w6k=?= and more", "=?UTF-8?B?w6k=?= and more")]
    [InlineData("=?UTF-8?B?/w==?=", "=?UTF-8?B?/w==?=")]
    [InlineData("=?UTF-8?Q?=C3?=", "=?UTF-8?Q?=C3?=")]
    [InlineData("=?UTF-8?Q?\u4E2D?=", "=?UTF-8?Q?\u4E2D?=")]
    [InlineData("=?UTF-8?B?w6\tk=?=", "=?UTF-8?B?w6\tk=?=")]
    [InlineData("=?UTF-8?B?ww==?= =?UTF-8?B?qQ==?=", "\u00E9")]
    [InlineData("", "")]
    public void Decode_ValueOfAStore_IsTextOrAsItCame(string stored, string expected) =>
        Decoded(stored).Should().Be(expected);

    // Amazon S3 and MinIO answer with the Q encoding where most of a value is ASCII, however it was sent: the user
    // guide's "Working with object metadata" says that values are decoded when stored and encoded when returned.
    [Theory]
    [InlineData("=?UTF-8?Q?Mini=C3=B6?=", "Mini\u00F6")]
    [InlineData("=?UTF-8?q?a_b=5Fc=3F?=", "a b_c?")]
    [InlineData("=?UTF-8?Q?caf=C3=A9_?= =?UTF-8?B?w6k=?=", "caf\u00E9 \u00E9")]
    public void Decode_QEncodedWord_IsItsText(string stored, string expected) => Decoded(stored).Should().Be(expected);

    private static IReadOnlyList<KeyValuePair<string, string>> Encode(params (string Name, string Value)[] metadata) =>
        UserMetadata.Encode(metadata.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));

    private static string Encoded(string value) => Encode(("n", value))[0].Value;

    private static string Decoded(string stored) => UserMetadata.Decode(new MetadataCollection { ["n"] = stored })["N"];

    private static UploadRejectedException Rejection(params (string Name, string Value)[] metadata)
    {
        var act = () => Encode(metadata);
        var rejection = act.Should().Throw<UploadRejectedException>().Which;
        rejection.Reason.Should().Be(UploadRejectionReason.InvalidHeader);
        return rejection;
    }
}
