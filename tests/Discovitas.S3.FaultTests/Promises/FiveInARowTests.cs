namespace Discovitas.S3.FaultTests.Promises;

/// <summary>Five faults in a row are survived, whatever operation they meet and whoever made the client.</summary>
public sealed class FiveInARowTests
{
    private static readonly string[] Names =
    [
        "503-SlowDown",
        "500-InternalError",
        "502-BadGateway",
        "504-GatewayTimeout",
        "429-TooManyRequests",
        "reset-before",
        "reset-in-the-middle",
        "stored-then-reset",
        "close",
    ];

    private static readonly SharedRuns Runs = new(() =>
        from subject in AllSubjects.List
        where subject.IsOurs
        from fault in FaultList.All
        where Names.Contains(fault.Name)
        from target in new[] { Target.Put, Target.Create, Target.Part, Target.Complete }
        where fault.Suits(target)
        select (subject, new Case(target, fault, Position.FiveTimes, ContentKind.UnknownLength)));

    public static TheoryData<string> Faults => new(Names);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task FiveFaultsInARow_AreSurvived(string name) =>
        (await Runs.BrokenAsync(run => run.Fault.Name == name, mustSucceed: true)).Should().BeEmpty();
}
