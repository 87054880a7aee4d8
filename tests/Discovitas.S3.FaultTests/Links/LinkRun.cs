using System.Diagnostics;

namespace Discovitas.S3.FaultTests.Links;

/// <summary>One upload over one link.</summary>
internal static class LinkRun
{
    /// <returns>How long it took, and how it failed, if it did.</returns>
    internal static async Task<(TimeSpan Time, Exception? Failure)> UploadAsync(
        LinkShape shape, long size, Action<S3Settings>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-link-");
        var clock = new Stopwatch();
        try
        {
            await using var server = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.FullName });
            using var link = new SlowLink(server.ServiceUrl, shape);
            var settings = server.CreateSettings();
            settings.ServiceUrl = link.Url;
            configure?.Invoke(settings);
            using var client = S3Client.Create(settings);
            var request = new FileUploadRequest(
                "slow.bin", "application/octet-stream", new GeneratedStream(size));
            clock.Start();
            await new S3Service(client, settings).StoreAsync(request);
            return (clock.Elapsed, null);
        }
        catch (S3StoreException failure)
        {
            return (clock.Elapsed, failure);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
