using Discovitas.S3.Shared;

namespace Discovitas.S3.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["MaxFileSize", "PartSize", "Region", "Bucket", "MaxPixels", "MinWidth"];

    [Theory]
    [InlineData("MaxFileSiz", "MaxFileSize")]
    [InlineData("MaxFilesSize", "MaxFileSize")]
    [InlineData("MaxFielSize", "MaxFileSize")]
    [InlineData("MaxFileSyze", "MaxFileSize")]
    [InlineData("MxFileSiz", "MaxFileSize")]
    [InlineData("maxfilesize", "MaxFileSize")]
    [InlineData("Reigon", "Region")]
    [InlineData("PartSizes", "PartSize")]
    [InlineData("MxaPixels", "MaxPixels")]
    [InlineData("MmaxPixel", "MaxPixels")]
    [InlineData("axPixels", "MaxPixels")]
    [InlineData("minWidht", "MinWidth")]
    public void Find_AMisspeltName_IsTheOneThatIsMeant(string name, string expected) =>
        NearestName.Find(name, Known).Should().Be(expected);

    public static TheoryData<string> AnotherName =>
    [
        "", "Re", "Locations", "FileSize", "MFieSize", "Endpoint",
    ];

    [Theory]
    [InlineData("MinPixels")]
    [InlineData("minpixels")]
    [InlineData("MinFileSize")]
    [InlineData("MaxWidth")]
    public void Find_TheOpposite_IsNotMeant(string name) => NearestName.Find(name, Known).Should().BeNull();

    [Theory]
    [MemberData(nameof(AnotherName))]
    public void Find_AnotherName_IsNone(string name) => NearestName.Find(name, Known).Should().BeNull();
}
