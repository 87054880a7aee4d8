using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>The locks of keys.</summary>
public sealed class KeyLocksTests
{
    [Fact]
    public async Task TakeAsync_WhileAnotherServerHoldsTheLock_Waits()
    {
        using var folder = new TemporaryFolder();
        var layout = new FolderLayout(folder.Path);
        var (one, two) = (new KeyLocks(layout), new KeyLocks(layout));
        var held = await one.TakeAsync("local", "k", CancellationToken.None);

        var waiting = two.TakeAsync("local", "K", CancellationToken.None);
        waiting.IsCompleted.Should().BeFalse("a path may be shared by keys that differ in case");
        held.Dispose();

        (await waiting).Dispose();
    }
}
