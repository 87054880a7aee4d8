namespace Discovitas.S3.Tests.Keys;

/// <summary>The keys of variants: beside their file, and never those of other objects.</summary>
public sealed class VariantKeyTests
{
    private const string Prefix = "uploads/";
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private readonly S3Service _s3 = new StoreMock().Service();

    [Theory]
    [InlineData("thumb.webp")]
    [InlineData("a.b")]
    [InlineData("-.0")]
    [InlineData("THUMB_320x-2.JPEG")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890.webp", false)]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789.webp")]
    [InlineData(Uuid + "a.webp")]
    [InlineData(Uuid + ".webp", false)]
    [InlineData("", false)]
    [InlineData("thumb", false)]
    [InlineData(".webp", false)]
    [InlineData("thumb.", false)]
    [InlineData("thumb.tar.gz", false)]
    [InlineData("..webp", false)]
    [InlineData("thumb.01234567890123456", false)]
    [InlineData("a/b.webp", false)]
    [InlineData(@"a\b.webp", false)]
    [InlineData("a b.webp", false)]
    [InlineData("a~.webp", false)]
    [InlineData("a%2e.webp", false)]
    [InlineData("ä.webp", false)]
    [InlineData("a.webp\n", false)]
    [InlineData("a.we\u0301bp", false)]
    public async Task AName_IsPlain_AndNotThatOfAFile(string name, bool isValid = true)
    {
        var text = $"{Prefix}a/{Uuid}/{name}";

        ObjectKey.TryParseVariant(text, Prefix, out var key).Should().Be(isValid);

        key.Value.Should().Be(isValid ? text : null);
        var storing = _s3.Invoking(s => s.StoreVariantAsync(
            $"{Prefix}a/{Uuid}.jpg", new FileVariantRequest(name, "image/webp", new byte[1])));
        if (isValid)
        {
            (key.IsVariant, key.PrefixOfVariant).Should().Be((true, $"{Prefix}a/{Uuid}/"));
            (await storing.Should().ThrowAsync<S3StoreException>()).Which.IsMissing.Should().BeTrue();
        }
        else
        {
            await storing.Should().ThrowAsync<ArgumentException>().WithMessage("A variant's name*");
        }
    }

    [Theory]
    [InlineData("other/" + Uuid + "/thumb.webp")]
    [InlineData("pending/" + Uuid + "/thumb.webp")]
    [InlineData("uploads/" + Uuid + ".jpg/thumb.webp")]
    [InlineData("uploads/" + Uuid + "/a/thumb.webp")]
    [InlineData("uploads/" + Uuid + "//thumb.webp")]
    [InlineData("uploads/../" + Uuid + "/thumb.webp")]
    [InlineData("uploads/a/thumb.webp")]
    [InlineData("uploads/thumb.webp")]
    [InlineData("thumb.webp")]
    [InlineData("uploads/0F8FAD5B-D9CB-469F-A165-70867728950E/thumb.webp")]
    public async Task AnythingElse_IsNoVariant_AndNoMethodAcceptsIt(string text)
    {
        ObjectKey.TryParseVariant(text, Prefix, out _).Should().BeFalse();

        _s3.Invoking(s => s.GetPublicUrl(text)).Should().Throw<ArgumentException>();
        await _s3.Invoking(s => s.OpenReadAsync(text)).Should().ThrowAsync<ArgumentException>();
        await _s3.Invoking(s => s.DeleteAsync(text)).Should().ThrowAsync<ArgumentException>();
        await _s3.Invoking(s => s.DeleteAsync([text])).Should().ThrowAsync<ArgumentException>();
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void TheLengthOfAKey_IsAtMost1024(int length, bool expected)
    {
        var folder = new string('f', length - $"{Prefix}/{Uuid}/a.b".Length);

        ObjectKey.TryParseVariant($"{Prefix}{folder}/{Uuid}/a.b", Prefix, out _).Should().Be(expected);
    }

    [Theory]
    [InlineData("uploads/" + Uuid + "/thumb.webp")]
    [InlineData("https://b.s3.eu-west-1.amazonaws.com/uploads/a/b/" + Uuid + "/thumb.webp")]
    public async Task AVariant_IsNoFileThatHasVariants_OrIsPending(string variant)
    {
        _s3.GetPublicUrl(variant).Should().EndWith("/thumb.webp");

        await _s3.Invoking(s => s.KeepAsync(variant)).Should().ThrowAsync<ArgumentException>();
        _s3.Invoking(s => s.ListVariantsAsync(variant)).Should().Throw<ArgumentException>();
        await _s3.Invoking(s => s.StoreVariantAsync(variant, new("a.b", "image/webp", new byte[1])))
            .Should().ThrowAsync<ArgumentException>();
        _s3.Invoking(s => s.ListVariantsAsync($"pending/{Uuid}.jpg"))
            .Should().Throw<ArgumentException>().WithMessage("*keep it first*");
    }
}
