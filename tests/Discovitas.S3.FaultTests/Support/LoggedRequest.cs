namespace Discovitas.S3.FaultTests.Support;

/// <summary>A request that the store understood, and the fault that was put in its way.</summary>
internal sealed record LoggedRequest(TimeSpan At, S3Operation Operation, int? PartNumber, string? Fault)
{
    internal bool IsBroken => Fault is not null;

    public override string ToString()
    {
        var part = PartNumber is { } number ? $" {number}" : "";
        var fault = IsBroken ? $"  {Fault}" : "";
        return FormattableString.Invariant($"{At.TotalSeconds,7:F2} s  {Operation}{part}{fault}");
    }
}
