namespace Discovitas.S3.Reading;

/// <summary>Divides bytes in memory into parts.</summary>
internal sealed class MemoryPartReader(ReadOnlyMemory<byte> bytes, PartPlan plan) : PartReader(plan)
{
    internal override long? KnownLength => bytes.Length;

    protected override ValueTask<Part> ReadAsync(int number, long size, CancellationToken cancellationToken)
    {
        var rest = bytes[(int)BytesRead..];
        var isLast = rest.Length <= size;
        var part = isLast ? rest : rest[..(int)size];
        var checksums = RunningChecksums.Compute(part.Span, Plan.SignsPayload);
        return ValueTask.FromResult<Part>(new MemoryPart(number, isLast, part, checksums));
    }
}
