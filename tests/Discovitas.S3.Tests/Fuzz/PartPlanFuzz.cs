namespace Discovitas.S3.Tests.Fuzz;

public sealed class PartPlanFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    private const long Mebibyte = 1024 * 1024;
    private const long Gibibyte = 1024 * Mebibyte;
    private const long Tebibyte = 1024 * Gibibyte;

    private static readonly Gen<long> PartSize = Gen.OneOf(
        Gen.OneOf(5 * Mebibyte, 8 * Mebibyte, (5 * Mebibyte) + 1, 5 * Gibibyte, (5 * Gibibyte) - 1),
        Gen.Long[5 * Mebibyte, 5 * Gibibyte]);

    // Around whole numbers of parts lie the errors of one.
    private static readonly Gen<long> Length = Gen.OneOf(
        Gen.Long[0, PartPlan.MaxObjectSize],
        Gen.Long[0, 200 * Gibibyte],
        Gen.Select(
            Gen.Int[1, PartPlan.MaxParts],
            PartSize,
            Gen.Int[-2, 2],
            (parts, size, around) => Math.Min((parts * size) + around, PartPlan.MaxObjectSize)));

    // Cloudflare R2 refuses parts of different sizes, the last one excepted.
    [Fact]
    public void SizeOfPart_AnyKnownLength_IsEqualAndFitsIntoTenThousand() => Run.Holds(
        Gen.Select(PartSize, Length, Gen.Int[1, PartPlan.MaxParts]),
        (partSize, length, number) =>
        {
            var plan = new PartPlan(partSize, PartPlan.MaxObjectSize);
            var size = plan.SizeOfPart(number, length);
            return size == plan.SizeOfPart(1, length)
                && size >= partSize
                && size <= 5 * Gibibyte
                && (length + size - 1) / size <= PartPlan.MaxParts
                && (size == partSize || (length + partSize - 1) / partSize > PartPlan.MaxParts);
        },
        count: 5_000);

    [Fact]
    public void SizeOfPart_AnyPartSizeAndUnknownLength_NeverFallsAndHolds4TiB() => Run.Holds(
        PartSize,
        partSize =>
        {
            var plan = new PartPlan(partSize, PartPlan.MaxObjectSize);
            var sizes = Enumerable.Range(1, PartPlan.MaxParts)
                .Select(number => plan.SizeOfPart(number, knownLength: null)).ToList();
            return sizes[0] == partSize
                && sizes.Take(PartPlan.MaxParts / 2).All(size => size == partSize)
                && sizes.Zip(sizes.Skip(1)).All(pair => pair.First <= pair.Second)
                && sizes[^1] <= 5 * Gibibyte
                && sizes.Sum() > 4 * Tebibyte;
        },
        count: 50);

    [Fact]
    public void From_AnyLimit_IsAtMostWhatS3Takes() => Run.Holds(
        Gen.Select(PartSize, Gen.Long[1, long.MaxValue]),
        (partSize, limit) =>
        {
            var plan = PartPlan.From(new S3Settings { PartSize = partSize, MaxFileSize = limit });
            return plan.PartSize == partSize && plan.MaxFileSize == Math.Min(limit, 10_000 * 5 * Gibibyte);
        });
}
