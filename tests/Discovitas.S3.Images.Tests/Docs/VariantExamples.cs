using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace Discovitas.S3.Images.Tests.Docs;

/// <summary>The examples of docs/variants.md.</summary>
internal static class VariantExamples
{
    internal static void Register(IServiceCollection services)
    {
        services.AddS3Uploads().AddImages(options => options.OnImageKept = Sizes.StoreAsync);
    }

    internal static async Task<IReadOnlyList<string>> ListAsync(S3Service s3, string key)
    {
        var urls = new List<string>();
        await foreach (ListedFile variant in s3.ListVariantsAsync(key))
        {
            urls.Add(variant.Url);
        }

        return urls;
    }

    internal static async Task AddLaterAsync(S3Service s3, string key, byte[] banner)
    {
        var request = new FileVariantRequest("banner.webp", "image/webp", banner) { CacheControl = "max-age=3600" };
        StoredFile variant = await s3.StoreVariantAsync(key, request);
        Console.WriteLine(variant.Url);
    }

    internal static class Sizes
    {
        private static readonly (string Name, int Side)[] All = [("thumb.webp", 320), ("medium.webp", 1280)];

        // Decoding needs processors and memory, however many pictures are uploaded at once.
        private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount);

        internal static async Task StoreAsync(KeptFile file, CancellationToken cancellationToken)
        {
            await using FileDownload original = await file.OpenReadAsync(cancellationToken);
            using var bytes = new MemoryStream();
            await original.Content.CopyToAsync(bytes, cancellationToken);
            foreach (var (name, side) in All)
            {
                var variant = await ScaleAsync(bytes.ToArray(), side, cancellationToken);
                await file.StoreVariantAsync(new FileVariantRequest(name, "image/webp", variant), cancellationToken);
            }
        }

        private static async Task<byte[]> ScaleAsync(byte[] bytes, int side, CancellationToken cancellationToken)
        {
            await Turns.WaitAsync(cancellationToken);
            try
            {
                // Turned as its orientation says, in sRGB, and never larger than it was.
                using var picture = Image.ThumbnailBuffer(
                    bytes, side, height: side, size: Enums.Size.Down, outputProfile: "srgb");
                return picture.WebpsaveBuffer(q: 80, keep: Enums.ForeignKeep.None);
            }
            catch (VipsException)
            {
                throw new UploadRejectedException(
                    UploadRejectionReason.InvalidImage, "The picture cannot be decoded. Send it as JPEG, PNG or WebP.");
            }
            finally
            {
                Turns.Release();
            }
        }
    }
}
