using Discovitas.S3.TestSupport;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>Runs one case on one kind of store with one client.</summary>
internal static class SocketRun
{
    internal static readonly StoreHabits[] Habits =
    [
        new(),
        new() { EchoesChecksum = false },
        new() { EchoesChecksum = false, ChecksBodies = false },
        new() { EchoesChecksum = false, ChecksBodies = false, HasMd5ETags = false },
    ];

    /// <summary>Returns what is wrong; nothing if the store holds what was reported.</summary>
    internal static async Task<string> RunAsync(
        FixedCase found, SocketClient client, StoreHabits habits, bool isSecure)
    {
        var bytes = TestBytes.Bytes(found.IsLarge ? SocketSetup.PartSize + 1000 : 1000);
        await using var setup = new SocketSetup(client, habits, isSecure);
        setup.Store.Script = found.Script;
        var outcome = await UploadOutcome.UploadAsync(setup, bytes);
        var broken = string.Join(", ", outcome.Violations(setup.Store.Bucket, bytes));
        return broken.Length == 0 ? "" : $"{found}, {client}, {habits}, {(isSecure ? "https" : "http")}: {broken}";
    }
}
