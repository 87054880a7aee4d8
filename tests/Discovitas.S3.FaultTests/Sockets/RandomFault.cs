namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>A fault that hits one request of an operation, or all from there on.</summary>
internal sealed record RandomFault(RawOperation Operation, int Number, bool IsLasting, Twist Twist)
{
    // What is damaged on joining parts can be seen only with the store's own checksum.
    internal bool Hits(RawRequest request, int number) =>
        request.Operation == Operation
            && (number == Number || (IsLasting && number > Number))
            && !(Operation is RawOperation.Complete && (Twist == Twist.Damaged || Twist == Twist.Shortened));

    public override string ToString() => $"{Operation} {Number}{(IsLasting ? "+" : "")} {Twist}";
}
