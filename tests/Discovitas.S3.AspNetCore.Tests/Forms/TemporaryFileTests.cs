using System.Collections.Concurrent;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>Nothing of a form is written to disk. Not beside tests that have the framework write such files.</summary>
[Collection("Temporary files")]
public sealed class TemporaryFileTests
{
    private const string Mark = "ASPNETCORE_mark_of_this_test";

    [Fact]
    public async Task Post_OfAnySize_MakesNoTemporaryFile()
    {
        await using var site = await UploadSite.StartAsync();
        var folder = Environment.GetEnvironmentVariable("ASPNETCORE_TEMP") ?? Path.GetTempPath();
        var made = new ConcurrentQueue<string>();
        var marked = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(folder, "ASPNETCORE_*");
        watcher.Created += (_, file) =>
        {
            made.Enqueue(file.Name!);
            if (file.Name == Mark)
            {
                marked.TrySetResult();
            }
        };
        watcher.EnableRaisingEvents = true;
        using var form = new MultipartFormDataContent().WithFile(TestBytes.Bytes(100_000))
            .WithFile(TestBytes.Bytes(20_000_000));
        using var tooLong = new MultipartFormDataContent().WithField("f", new string('x', 200_000)).WithFile([1]);

        (await site.PostAsync(form)).Status.Should().Be(201);
        (await site.PostAsync(tooLong)).Status.Should().Be(400);

        // Told in order: when this one is, all before it have been.
        var mark = Path.Combine(folder, Mark);
        await File.WriteAllTextAsync(mark, "");
        await marked.Task;
        File.Delete(mark);
        made.Should().Equal(Mark);
    }
}
