using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Apps whose files are in a folder, and a file for them.</summary>
internal static class FolderApps
{
    internal static FileUploadRequest Hello => new("a.txt", "text/plain", "hello"u8.ToArray());

    internal static HostApplicationBuilder InDevelopment() => Host.CreateEmptyApplicationBuilder(
        new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });

    /// <summary>Builds the services of an app without a host.</summary>
    internal static ServiceProvider WithoutAHost(TemporaryFolder folder)
    {
        var services = new ServiceCollection();
        services.AddS3Uploads().UseLocalFolder(folder.Path);
        return services.BuildServiceProvider();
    }
}
