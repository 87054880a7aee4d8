using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/inspection.md.</summary>
internal static class InspectionPage
{
    internal static void Add(IServiceCollection services)
    {
        services.AddS3Uploads()
            .AddClamAv(options => options.Endpoint = "/run/clamav/clamd.ctl")
            .AddInspector<NoEncryptedArchives>();
    }

    internal static S3Service Create(IAmazonS3 client, S3Settings settings)
    {
        var extensions = new S3Extensions { Inspectors = [new ClamAvInspector(), new NoEncryptedArchives()] };
        var s3 = new S3Service(client, settings, extensions);
        return s3;
    }

    internal sealed class NoEncryptedArchives : IUploadInspector
    {
        public async Task<UploadInspectionRejection?> InspectAsync(
            InspectedFile file, CancellationToken cancellationToken)
        {
            if (file.ContentType != "application/zip")
            {
                return null;
            }

            await using var content = await file.OpenReadAsync(cancellationToken);
            return await Archive.IsEncryptedAsync(content, cancellationToken)
                ? new UploadInspectionRejection("The archive is encrypted. Send it without a password.")
                : null;
        }
    }

    private static class Archive
    {
        // The first entry: bit 0 of its flags (APPNOTE.TXT, section 4.4.4).
        internal static async Task<bool> IsEncryptedAsync(Stream content, CancellationToken cancellationToken)
        {
            var start = new byte[8];
            await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
            return (start[6] & 1) == 1;
        }
    }
}
