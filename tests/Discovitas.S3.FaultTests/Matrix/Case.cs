using System.Collections.Concurrent;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// One cell of the matrix: which operation is broken, how, which requests for it, and what is uploaded meanwhile.
/// </summary>
internal sealed record Case(Target Target, Fault Fault, Position Position, ContentKind Content)
{
    /// <summary>Names the case for good: <c>part/503-SlowDown/middle-five/UnknownLength</c>.</summary>
    internal string Id => $"{Target.Name}/{Fault.Name}/{Position.Name}/{Content}";

    /// <summary>Whether the upload must succeed, and not only tell the truth about its failure.</summary>
    internal bool MustSucceed =>
        IsSound && Target != Target.Abort && (Position.Times <= Fault.TimesSurvived, Fault.Nature) switch
        {
            (_, FaultNature.Harmless) => true,
            (true, FaultNature.Passing) => true,

            // The answer never comes, but the object is there and a HEAD finds it.
            (false, FaultNature.Passing) => Fault.IsAfterwards && Target.Stores,
            _ => false,
        };

    /// <summary>Whether it counts among the faults that go away and must be survived.</summary>
    internal bool IsRecoverable => MustSucceed && Fault != FaultList.None;

    private bool IsSound => Content <= ContentKind.OneByteReads;

    /// <summary>The faults in the order in which they come.</summary>
    internal Func<S3Call, S3Fault?> Plan()
    {
        var fault = Fault.Make(Target);
        var broken = new ConcurrentDictionary<int, int>();
        return call =>
        {
            if (Fault.IsEverywhere)
            {
                return fault;
            }

            if (call.Operation != Target.Operation || (Position.Part is { } part && part != call.PartNumber))
            {
                return Target.Before(call);
            }

            var times = broken.AddOrUpdate(call.PartNumber ?? 0, 1, static (_, before) => before + 1);
            return Position == Position.Always || times <= Position.Times ? fault : Target.Before(call);
        };
    }
}
