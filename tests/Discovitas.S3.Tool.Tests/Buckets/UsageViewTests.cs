using Discovitas.S3.Tool.Buckets;

namespace Discovitas.S3.Tool.Tests.Buckets;

public sealed class UsageViewTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(50, false, false)]
    [InlineData(60, true, false)]
    [InlineData(80, true, true)]
    [InlineData(160, true, true)]
    public void Table_FitsTheScreen(int width, bool hasNewest, bool hasOldest)
    {
        var screen = new TestScreen(width, isTerminal: true);

        UsageView.Show(screen.Screen, Usage(unfinished: 3), null);

        screen.Lines.Should().AllSatisfy(line => line.Length.Should().BeLessThanOrEqualTo(width));
        screen.Output.Should().ContainAll("(all files)", "1,234,567", "2.3 GiB", "(further folders)", "(pending)");
        screen.Output.Contains("Newest", StringComparison.Ordinal).Should().Be(hasNewest);
        screen.Output.Contains("Oldest", StringComparison.Ordinal).Should().Be(hasOldest);
    }

    [Theory]
    [InlineData(null, "unknown")]
    [InlineData(0L, "none")]
    [InlineData(3L, "3. Their parts are billed")]
    public void UnfinishedUploads_AreExplained(long? number, string text)
    {
        var screen = new TestScreen(120);

        UsageView.Show(screen.Screen, Usage(number), "avatars");

        screen.Output.Should().Contain($"Unfinished multipart uploads: {text}").And.Contain("  avatars  ");
    }

    private static StorageUsage Usage(long? unfinished) => new()
    {
        Files = 1_234_567,
        Bytes = 2_500_000_000,
        Newest = Day,
        Oldest = Day.AddYears(-3),
        Folders = [new FolderUsage { Folder = "avatars/of-people/2026", Files = 3, Bytes = 5000 }],
        OtherFolders = new StorageTotal { Files = 5, Bytes = 1 },
        Pending = new StorageTotal { Files = 0, Bytes = 0 },
        OtherObjects = new StorageTotal { Files = 1, Bytes = 1 },
        UnfinishedUploads = unfinished,
    };
}
