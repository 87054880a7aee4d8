using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A store on an embedded S3 that looks after pictures.</summary>
internal sealed class ImageStore : IAsyncDisposable
{
    internal const int PartSize = 5 * 1024 * 1024;

    private readonly LocalS3Server _server;
    private readonly ServiceProvider _services;
    private readonly StoreInspector _inspector;

    private ImageStore(LocalS3Server server, Action<S3UploadsBuilder> build)
    {
        _server = server;
        _inspector = new StoreInspector(server);
        var services = new ServiceCollection();
        build(services.AddS3Uploads(settings =>
        {
            settings.PointTo(server);
            settings.PartSize = PartSize;
        }));
        _services = services.BuildServiceProvider();
        Service = _services.GetRequiredService<S3Service>();
    }

    internal S3Service Service { get; }

    internal S3Settings Settings => _server.CreateSettings();

    internal static Task<ImageStore> OpenAsync(Action<ImageOptions>? configure = null) =>
        BuildAsync(store => store.AddImages(configure));

    internal static async Task<ImageStore> BuildAsync(Action<S3UploadsBuilder> build) =>
        new(await LocalS3Server.StartAsync(), build);

    internal S3Service Named(string name) => _services.GetRequiredKeyedService<S3Service>(name);

    internal Task<StoredFile> StoreAsync(byte[] bytes, string type = "image/jpeg", ImageRules? rules = null)
    {
        var name = type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? "a.jpg" : "a.bin";
        return StoreAsync(new FileUploadRequest(name, type, new PiecesStream(bytes, 64 * 1024)) { Images = rules });
    }

    internal Task<StoredFile> StoreAsync(FileUploadRequest request) => Service.StoreAsync(request);

    /// <summary>Asserts that a file is rejected, and that nothing of it is left.</summary>
    internal async Task<UploadRejectedException> ShouldRejectAsync(Func<Task> storing, UploadRejectionReason reason)
    {
        var rejection = (await storing.Should().ThrowAsync<UploadRejectedException>()).Which;
        rejection.Reason.Should().Be(reason, rejection.Message);
        (await LeftAsync()).Should().BeEmpty();
        return rejection;
    }

    /// <summary>Returns the keys of all objects, and the multipart uploads that are not finished.</summary>
    internal Task<IReadOnlyList<string>> LeftAsync() => _inspector.LeftAsync();

    internal async Task<byte[]> ReadAsync(string key) => (await _inspector.ReadAsync(key)).Bytes;

    /// <summary>Returns the operations that the server has received.</summary>
    internal IEnumerable<string?> Operations() => _server.Requests.Select(request => request.Operation.ToString());

    public async ValueTask DisposeAsync()
    {
        _inspector.Dispose();
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }
}
