using System.Buffers;

namespace Discovitas.S3.Reading;

/// <summary>Divides bytes in memory into parts.</summary>
internal sealed class MemoryPartReader(ReadOnlySequence<byte> bytes, PartPlan plan) : PartReader(plan)
{
    internal override long? KnownLength => bytes.Length;

    protected override ValueTask<Part> ReadAsync(int number, long size, CancellationToken cancellationToken)
    {
        var rest = bytes.Slice(BytesRead);
        var isLast = rest.Length <= size;
        var part = isLast ? rest : rest.Slice(0, size);
        var checksums = RunningChecksums.Compute(part, Plan.SignsPayload);
        return ValueTask.FromResult<Part>(new MemoryPart(number, isLast, part, checksums));
    }
}
