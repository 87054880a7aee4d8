namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>A fault of the store, with what it means for an upload.</summary>
/// <param name="Name">As in a case's id.</param>
/// <param name="Nature">What can be expected of an upload that meets it.</param>
/// <param name="Make">Makes it, for a target.</param>
internal sealed record Fault(string Name, FaultNature Nature, Func<Target, S3Fault?> Make)
{
    /// <summary>Which operations it makes sense for.</summary>
    internal Func<Target, bool> Suits { get; init; } = _ => true;

    /// <summary>
    /// Whether it is there all the time and for every operation: a clock does not go wrong for one request.
    /// </summary>
    internal bool IsEverywhere { get; init; }

    /// <summary>How often in a row it must be survived.</summary>
    internal int TimesSurvived { get; init; } = Position.MostTimes;

    /// <summary>Whether the store has carried the request out, so that the answer alone is broken.</summary>
    internal bool IsAfterwards { get; init; }

    internal Fault(string name, FaultNature nature, S3Fault fault)
        : this(name, nature, _ => fault)
    {
    }
}
