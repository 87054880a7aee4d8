using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/named-stores.md.</summary>
internal static class NamedStoresPage
{
    internal static void Register(IServiceCollection services)
    {
        services.AddS3Uploads();
        services.AddS3Uploads("avatars");
    }

    public sealed class Profiles(S3Service documents, [FromKeyedServices("avatars")] S3Service avatars)
    {
        public async Task<string> ChangeAvatarAsync(Stream picture) =>
            await avatars.UploadAsync(new FileUploadRequest("avatar.png", "image/png", picture));

        public string DocumentUrl(string key) => documents.GetPublicUrl(key);
    }
}
