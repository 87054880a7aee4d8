using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/variants.md.</summary>
internal static class VariantsPage
{
    internal static S3UploadsBuilder Add(IServiceCollection services)
    {
        services.AddS3Uploads("pictures").UseVariants();
        return
        services.AddS3Uploads().OnKept(async (file, cancellationToken) =>
        {
            if (file.File.ContentType == "text/plain")
            {
                await using FileDownload text = await file.OpenReadAsync(cancellationToken);
                byte[] preview = await Preview.RenderAsync(text.Content, cancellationToken);
                await file.StoreVariantAsync(
                    new FileVariantRequest("preview.png", "image/png", preview), cancellationToken);
            }
        });
    }

    internal static async Task PreviewAllAsync(S3Service s3)
    {
        await foreach (ListedFile file in s3.ListAsync("reports"))
        {
            byte[] preview = await Preview.OfAsync(s3, file.Key);
            await s3.StoreVariantAsync(file.Key, new FileVariantRequest("preview.png", "image/png", preview));
        }
    }

    // Stands for what draws.
    private static class Preview
    {
        internal static async Task<byte[]> RenderAsync(Stream text, CancellationToken cancellationToken) =>
            [.. "PNG: "u8, .. (await ReadAllAsync(text, cancellationToken)).Take(3)];

        internal static async Task<byte[]> OfAsync(S3Service s3, string key)
        {
            await using var file = await s3.OpenReadAsync(key);
            return await RenderAsync(file.Content, default);
        }
    }
}
