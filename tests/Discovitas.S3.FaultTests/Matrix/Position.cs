namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// Which requests for the operation are broken. An upload has several parts, so there it is the first, middle or last
/// part, once or five times; any other operation is asked for once, so there it is the first try, the tries up to the
/// middle or up to the last that must be survived.
/// </summary>
/// <param name="Name">As in a case's id.</param>
/// <param name="Part">Only this part; null: any request.</param>
/// <param name="Times">How often the request is broken before it gets through.</param>
internal sealed record Position(string Name, int? Part, int Times)
{
    internal const int MostTimes = 5;

    internal static Position Always { get; } = new("always", null, int.MaxValue);

    internal static Position FiveTimes { get; } = new("last", null, MostTimes);

    internal static Position First { get; } = new("first", null, 1);

    private static IReadOnlyList<Position> OfSingle { get; } = [First, new("middle", null, 3), FiveTimes, Always];

    private static IReadOnlyList<Position> OfParts { get; } =
    [
        new("first", 1, 1), new("middle", 2, 1), new("last", 3, 1),
        new("first-five", 1, MostTimes), new("middle-five", 2, MostTimes), new("last-five", 3, MostTimes),
        Always,
    ];

    internal static IReadOnlyList<Position> Get(Target target) => target == Target.Part ? OfParts : OfSingle;
}
