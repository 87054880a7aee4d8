namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>
/// Uploads whose requests go wrong in known ways, on every client that an app may have: what is reported is what the
/// store holds.
/// </summary>
public sealed class UploadTruthTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public async Task StoreAsync_WhateverGoesWrong_ReportsWhatTheStoreHolds(string name)
    {
        var found = FixedCase.All.Single(known => known.Name == name);
        var turn = FixedCase.All.Count(known => string.CompareOrdinal(known.Name, name) < 0);
        var runs = Enum.GetValues<SocketClient>().Select((client, index) => SocketRun.RunAsync(
            found, client, SocketRun.Habits[found.NeedsEcho ? 0 : (turn + index) % 4], turn % 2 == 0));

        var violations = await Task.WhenAll(runs);

        string.Join('\n', violations.Where(violation => violation.Length > 0)).Should().BeEmpty();
    }

    public static TheoryData<string> Names() => [.. FixedCase.All.Select(found => found.Name)];
}
