namespace Discovitas.S3.Tests.Rules;

/// <summary>The other ways a kind may begin, and what the table says it does not see.</summary>
public sealed class FileTypesVariantsTests
{
    public static TheoryData<string, string> Variants => new()
    {
        { "image/gif", "GIF87a" },
        { "image/jpeg", "\u00FF\u00D8\u00FF\u00E1" },
        { "image/tiff", "MM\0*" },
        { "image/tiff", "II+\0" },
        { "image/tiff", "MM\0+" },
        { "application/zip", "PK\u0005\u0006" },
        { "application/zip", "PK\u0007\u0008" },
        { "audio/mpeg", "\u00FF\u00FB" + "\u0090\0" },
        { "audio/mpeg", "\u00FF\u00F3" + "\u0090\0" },
        { "audio/mpeg", "\u00FF\u00E3" + "\u0090\0" },
        { "audio/mpeg", "ID3\u0004\0" },
        { "application/vnd.rar", "Rar!\u001A\u0007\0" },
        { "text/html", "<html>" },
        { "text/html", "<HTML>" },
        { "text/html", " \r\n\t<!doctype HTML>" },
        { "text/html", "\u00EF\u00BB\u00BF<!DOCTYPE html>" },
        { "text/html", "<script>alert(1)</script>" },
        { "text/html", "<!-- a comment may come first --><!DOCTYPE html>" },
        { "image/svg+xml", "<?xml version=\"1.0\"?><!DOCTYPE svg><svg/>" },
        { "image/svg+xml", "\u00EF\u00BB\u00BF \n<!-- a --><svg/>" },
        { "application/xml", "<note/>" },
        { "application/atom+xml", "<feed/>" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void BytesAgree_OtherBeginning_True(string type, string start) =>
        FileTypes.BytesAgree(type, FileSamples.Text(start)).Should().BeTrue();

    [Theory]
    [InlineData("image/avif", "avis")]
    [InlineData("image/heic", "heix")]
    [InlineData("image/heif", "mif1")]
    [InlineData("video/mp4", "mp42")]
    [InlineData("video/mp4", "avc1")]
    [InlineData("audio/mp4", "M4A ")]
    [InlineData("video/3gpp", "3gp4")]
    public void BytesAgree_MajorBrand_True(string type, string brand) =>
        FileTypes.BytesAgree(type, FileSamples.Mpeg4(brand)).Should().BeTrue();

    [Fact]
    public void BytesAgree_CompatibleBrand_True() =>
        FileTypes.BytesAgree("video/mp4", FileSamples.Mpeg4("XAVC", "mp42", "iso2")).Should().BeTrue();

    [Fact]
    public void BytesAgree_BrandsVersionOrBytesBehindTheBox_AreNoBrands()
    {
        // The minor version, at byte 12, may be any number; so may what follows the box.
        byte[] version = [.. FileSamples.Mpeg4("abcd").AsSpan(0, 12), .. "isom"u8, .. "\0\0\0\u0008free"u8];
        byte[] behind = [.. FileSamples.Mpeg4("abcd").AsSpan(0, 16), .. "isom"u8];

        FileTypes.BytesAgree("video/mp4", version).Should().BeFalse();
        FileTypes.BytesAgree("video/mp4", behind).Should().BeFalse();
    }

    [Theory]
    [InlineData("image/bmp", "BMW is a maker of cars.")]
    [InlineData("application/vnd.microsoft.portable-executable", "MZ is what a program begins with.")]
    [InlineData("image/webp", "RIFF\u0010\0\0\0WAVE")]
    [InlineData("audio/mpeg", "ID3 is a kind of tag")]
    [InlineData("text/html", "<htm>")]
    [InlineData("text/html", "hello <html>")]
    [InlineData("image/svg+xml", "<html></html>")]
    [InlineData("image/svg+xml", "svg")]
    [InlineData("application/xml", "a < b")]
    [InlineData("application/atom+xml", "GIF89a")]
    public void BytesAgree_NearMiss_False(string type, string start) =>
        FileTypes.BytesAgree(type, FileSamples.Text(start)).Should().BeFalse();

    [Theory]
    [InlineData("BMW is a maker of cars.")]
    [InlineData("MZ is what a program begins with.")]
    [InlineData("a < b")]
    public void Recognize_TextLikeASignature_Null(string text) =>
        FileTypes.Recognize(FileSamples.Text(text)).Should().BeNull();

    // Limits by design (FileTypes): a file made to be two kinds at once passes as the one it begins as.
    [Theory]
    [InlineData("image/gif", "GIF89a/*<script>alert(1)</script>*/")]
    [InlineData("application/pdf", "%PDF-1.7\n<html><script>alert(1)</script>")]
    [InlineData("image/jpeg", "\u00FF\u00D8\u00FF\u00FE<?php system($_GET[0]); ?>")]
    [InlineData("image/svg+xml", "<svg onload=\"alert(1)\"/>")]
    [InlineData("image/svg+xml", "<html><svg/></html>")]
    public void BytesAgree_Polyglot_PassesAsWhatItBeginsAs(string type, string start) =>
        FileTypes.BytesAgree(type, FileSamples.Text(start)).Should().BeTrue();

    // Limit by design: AVIF says that it is compatible with the container that HEIC is in as well, and so do both with
    // each other.
    [Fact]
    public void BytesAgree_AvifThatNamesTheHeifContainer_PassesAsHeic()
    {
        var avif = FileSamples.Mpeg4("avif", "mif1", "miaf");

        FileTypes.Recognize(avif)!.Name.Should().Be("image/avif");
        FileTypes.BytesAgree("image/heic", avif).Should().BeTrue();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/csv")]
    [InlineData("text/javascript")]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    public void BytesAgree_TextForATextType_True(string type)
    {
        FileTypes.BytesAgree(type, "a;b\n1;2"u8).Should().BeTrue();
        FileTypes.BytesAgree(type, "\u00FC\u4E2D"u8).Should().BeTrue();
        FileTypes.BytesAgree(type, [0xEF, 0xBB, 0xBF, (byte)'a']).Should().BeTrue();
        FileTypes.BytesAgree(type, [0xFF, 0xFE, (byte)'a', 0]).Should().BeTrue("UTF-16 says so by its mark");
        FileTypes.BytesAgree(type, [0xFE, 0xFF, 0, (byte)'a']).Should().BeTrue("UTF-16 says so by its mark");
        FileTypes.BytesAgree(type, Encoding.Latin1.GetBytes("\u00FC"))
            .Should().BeTrue("older encodings are text as well");
        FileTypes.BytesAgree(type, []).Should().BeTrue();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/csv")]
    [InlineData("text/javascript")]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    public void BytesAgree_OtherThanTextForATextType_False(string type)
    {
        FileTypes.BytesAgree(type, [(byte)'a', 0]).Should().BeFalse("NUL is no text");
        FileTypes.BytesAgree(type, FileSamples.All["text/html"]).Should().BeFalse();
        FileTypes.BytesAgree(type, FileSamples.All["image/svg+xml"]).Should().BeFalse();
        FileTypes.BytesAgree(type, FileSamples.All["application/pdf"]).Should().BeFalse();
        FileTypes.BytesAgree(type, FileSamples.All["image/gif"]).Should().BeFalse();
    }
}
