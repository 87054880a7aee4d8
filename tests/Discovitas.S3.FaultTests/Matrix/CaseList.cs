namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>The whole matrix, as far as it makes sense for a subject.</summary>
internal static class CaseList
{
    private static readonly ContentKind[] All = Enum.GetValues<ContentKind>();

    internal static IEnumerable<Case> Get(ISubject subject) =>
        from target in Target.All
        where Reaches(subject, target)
        from fault in FaultList.All
        where fault.Suits(target)
        from position in Position.Get(target)
        where Suits(fault, position)
        from content in All
        where subject.Takes(content) && Suits(content, target, position)
        select new Case(target, fault, position, content);

    /// <summary>So many of them, the same for the same seed.</summary>
    internal static IReadOnlyList<Case> Sample(ISubject subject, int count, int seed)
    {
        var cases = Get(subject).ToArray();
        new Random(seed).Shuffle(cases);
        return [.. cases.Take(count)];
    }

    // Nobody else looks whether the object is there.
    private static bool Reaches(ISubject subject, Target target) =>
        (!target.IsLarge || subject.LargeSize > 0) && (!target.IsHead || subject.IsOurs);

    private static bool Suits(Fault fault, Position position) => fault switch
    {
        { IsEverywhere: true } => position == Position.Always,
        _ => fault != FaultList.None || position.Name == "first",
    };

    // What is wrong with a stream shows however often the store fails, and does not lead to the same request
    // everywhere.
    private static bool Suits(ContentKind content, Target target, Position position) =>
        content < ContentKind.OneByteReads || (position.Name == "first" && !target.IsHead && target != Target.Abort);
}
