using Microsoft.Extensions.Options;

namespace Discovitas.S3.Local.Hosting;

/// <summary>Points the settings of every store at one server, after all else has set them.</summary>
internal sealed class LocalS3Settings(LocalFolderService server, IServiceProvider services)
    : IPostConfigureOptions<S3Settings>
{
    public void PostConfigure(string? name, S3Settings options) => server.Replace(options, services);
}
