namespace Discovitas.S3.Local.Tests;

/// <summary>The fixture of the package's README.</summary>
public sealed class S3Fixture : IAsyncLifetime
{
    public LocalS3Server Server { get; private set; } = null!;
    public async Task InitializeAsync() => Server = await LocalS3Server.StartAsync();
    public Task DisposeAsync() => Server.DisposeAsync().AsTask();
}
