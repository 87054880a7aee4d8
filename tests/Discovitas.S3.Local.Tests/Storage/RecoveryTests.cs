using Discovitas.S3.Local.Storage;
using Discovitas.S3.TestSupport.Logging;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>What a server removes at its start, and what it keeps.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_RemovesWhatDeadServersHaveStaged_AndNotWhatOthersStage()
    {
        await using var living = await StartAsync();
        var layout = new FolderLayout(_folder.Path);
        var livingId = Path.GetFileNameWithoutExtension(Directory.GetFiles(layout.Locks, "*.server").Single());
        var (ofDead, ofLiving, ofEarlierVersion) =
            (StagedName.Create($"{Guid.NewGuid():N}"), StagedName.Create(livingId), $"{Guid.NewGuid():N}");
        foreach (var name in new[] { ofDead, ofLiving, ofEarlierVersion })
        {
            await File.WriteAllTextAsync(Path.Combine(layout.Staging, name), "x");
        }

        Directory.CreateDirectory(Path.Combine(layout.Staging, StagedName.Create($"{Guid.NewGuid():N}"), "in"));
        await using var started = await StartAsync();

        living.Staged().Select(Path.GetFileName).Should().BeEquivalentTo(ofLiving, ofEarlierVersion);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a//b")]
    public async Task Start_AfterACrashWithinAWrite_TakesBackWhatIsNotCommitted(string key)
    {
        var layout = new FolderLayout(_folder.Path);
        string content;
        await using (var before = await StartAsync())
        {
            await before.PutAsync(key, "old");
            content = await File.ReadAllTextAsync(PlaceOf(layout, key).Sidecar);
        }

        // The crash came after the new bytes of two writes were moved, of one key that exists and of one that does not.
        foreach (var name in new[] { key, key + "2" })
        {
            var place = PlaceOf(layout, name);
            if (place.IsNatural)
            {
                EmptyFolders.TryReserve(place);
            }

            await File.WriteAllTextAsync(place.NextData, "partial");
            await File.WriteAllTextAsync(
                Path.Combine(layout.Staging, $"{StagedName.Create($"{Guid.NewGuid():N}")}-local"),
                content.Replace($"\"{key}\"", $"\"{name}\""));
        }

        await using var after = await StartAsync();

        after.Staged().Should().BeEmpty();
        Directory.GetFiles(_folder.Path, "*%.data", SearchOption.AllDirectories).Should().BeEmpty();
        File.Exists(PlaceOf(layout, key + "2").Data).Should().BeFalse();
        (await after.KeysAsync()).Should().Equal(key);
        (await after.GetAsync(key)).Should().Be("old");
    }

    [Fact]
    public async Task Start_WithUnfinishedUploads_SaysHowMuchThereIs()
    {
        await using (var before = await StartAsync())
        {
            var id = await Begin(before, "k");
            await Part(before, id, 1, Bytes(1000));
        }

        using var logs = new LogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        await using var after = await StartAsync(loggers);

        logs.Lines.Should().ContainSingle()
            .Which.Should().MatchRegex("1 unfinished multipart uploads take 1[0-9]{3} bytes");
        (await Uploads(after)).Should().ContainSingle("as S3 does, the server keeps them");
    }

    private static ObjectPlace PlaceOf(FolderLayout layout, string key) =>
        layout.Natural("local", key) ?? layout.Hashed("local", key);

    private Task<Scenario> StartAsync(ILoggerFactory? loggers = null) =>
        Scenario.StartAsync(new LocalS3Options { Folder = _folder.Path, LoggerFactory = loggers });
}
