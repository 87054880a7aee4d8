namespace Discovitas.S3.Tests.Reading;

public sealed class PartPlanTests
{
    private const long Mebibyte = 1024 * 1024;
    private const long Gibibyte = 1024 * Mebibyte;

    [Fact]
    public void From_DefaultSettings_LimitsAFileToWhatS3Takes() =>
        PartPlan.From(new S3Settings()).Should().Be(new PartPlan(8 * Mebibyte, 10_000 * 5 * Gibibyte));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 100)]
    [InlineData(long.MaxValue, 10_000 * 5 * Gibibyte)]
    public void From_MaxFileSize_IsAtMostWhatS3Takes(long configured, long expected) =>
        PartPlan.From(new S3Settings { MaxFileSize = configured }).MaxFileSize.Should().Be(expected);

    [Theory]
    [InlineData(0, 8 * Mebibyte)]
    [InlineData(1, 8 * Mebibyte)]
    [InlineData(8 * Mebibyte, 8 * Mebibyte)]
    [InlineData(10_000 * 8 * Mebibyte, 8 * Mebibyte)]
    [InlineData((10_000 * 8 * Mebibyte) + 1, 9 * Mebibyte)]
    [InlineData(10_000 * 9 * Mebibyte, 9 * Mebibyte)]
    [InlineData(10_000 * 5 * Gibibyte, 5 * Gibibyte)]
    public void SizeOfPart_KnownLength_GrowsOnlyWhereTenThousandWouldNotDo(long length, long expected) =>
        new PartPlan(8 * Mebibyte, PartPlan.MaxObjectSize).SizeOfPart(1, length).Should().Be(expected);

    // A size that is no whole number of MiB is kept as it is while it does.
    [Theory]
    [InlineData(9_999, (8 * Mebibyte) + 1)]
    [InlineData(10_000, (8 * Mebibyte) + 1)]
    [InlineData(10_001, 9 * Mebibyte)]
    public void SizeOfPart_OddPartSize_GrowsOnlyWhereTenThousandWouldNotDo(long parts, long expected)
    {
        const long Odd = (8 * Mebibyte) + 1;

        new PartPlan(Odd, PartPlan.MaxObjectSize).SizeOfPart(1, parts * Odd).Should().Be(expected);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5_000, 1)]
    [InlineData(5_001, 2)]
    [InlineData(5_500, 2)]
    [InlineData(5_501, 4)]
    [InlineData(9_500, 512)]
    [InlineData(9_501, 1024)]
    [InlineData(10_000, 1024)]
    public void SizeOfPart_UnknownLength_DoublesEvery500PartsOfTheSecondHalf(int number, int times) =>
        new PartPlan(5 * Mebibyte, PartPlan.MaxObjectSize).SizeOfPart(number, knownLength: null)
            .Should().Be(5 * Mebibyte * times);

    // A stream of unknown length must not run out of part numbers after the 48.8 GiB that 10,000 equal parts of 5 MiB
    // hold.
    [Theory]
    [InlineData(5 * Mebibyte)]
    [InlineData(8 * Mebibyte)]
    public void SizeOfPart_UnknownLength_AddsUpToMoreThan4TiB(long partSize)
    {
        var plan = new PartPlan(partSize, PartPlan.MaxObjectSize);

        Enumerable.Range(1, PartPlan.MaxParts).Sum(number => plan.SizeOfPart(number, knownLength: null))
            .Should().BeGreaterThan(4 * 1024 * Gibibyte);
    }

    [Fact]
    public void SizeOfPart_LargestPartsAndUnknownLength_AddUpToTheLargestObject()
    {
        var plan = new PartPlan(5 * Gibibyte, PartPlan.MaxObjectSize);

        Enumerable.Range(1, PartPlan.MaxParts).Sum(number => plan.SizeOfPart(number, knownLength: null))
            .Should().Be(PartPlan.MaxObjectSize);
    }
}
