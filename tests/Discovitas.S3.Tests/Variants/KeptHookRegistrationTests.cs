using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Variants;

/// <summary>Each store has the functions that the app has added to it, in their order.</summary>
public sealed class KeptHookRegistrationTests : IAsyncLifetime
{
    private readonly List<string> _calls = [];
    private LocalS3Server _server = null!;

    public async Task InitializeAsync() => _server = await LocalS3Server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Functions_AreThoseOfTheirStore_AndCanHaveServices()
    {
        await using var services = Services((store, other) =>
        {
            store.Services.AddSingleton("a service");
            store.OnKept((file, _) => Note(file.File.ContentType))
                .OnKept(provider => (_, _) => Note(provider.GetRequiredService<string>()))
                .OnKept(_ => null);
            other.OnKept((_, _) => Note("other"));
        });

        foreach (var name in new[] { "other", "third", "" })
        {
            await services.GetRequiredKeyedService<S3Service>(name).StoreAsync(Request(Bytes(1)));
        }

        _calls.Should().Equal("other", "application/octet-stream", "a service");
    }

    [Fact]
    public async Task ACombinedFunction_IsWaitedForPartByPart()
    {
        Func<KeptFile, CancellationToken, Task> combined = async (_, _) =>
        {
            await Task.Yield();
            await Note("first");
        };
        combined += (_, _) => Note("second");
        await using var services = Services((store, _) => store.OnKept(combined));

        await services.GetRequiredKeyedService<S3Service>("").StoreAsync(Request(Bytes(1)));

        _calls.Should().Equal("first", "second");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("other", 0)]
    public async Task OnlyAStoreThatUsesVariants_LooksForThemWhenItDeletes(string name, int listings)
    {
        await using var services = Services((store, other) =>
        {
            store.UseVariants();
            other.OnKept(_ => null);
        });
        var service = services.GetRequiredKeyedService<S3Service>(name);
        var file = await service.StoreAsync(Request(Bytes(1)));

        await service.DeleteAsync(file.Key);

        _server.Requests.Count(request => request.Operation is S3Operation.ListObjectsV2).Should().Be(listings);
    }

    [Fact]
    public void AFunctionThatIsNull_IsAWrongArgument()
    {
        var store = new ServiceCollection().AddS3Uploads(_ => { });

        store.Invoking(s => s.OnKept((Func<KeptFile, CancellationToken, Task>)null!))
            .Should().Throw<ArgumentNullException>();
        store.Invoking(s => s.OnKept((Func<IServiceProvider, Func<KeptFile, CancellationToken, Task>?>)null!))
            .Should().Throw<ArgumentNullException>();
    }

    private Task Note(string call)
    {
        _calls.Add(call);
        return Task.CompletedTask;
    }

    private ServiceProvider Services(Action<S3UploadsBuilder, S3UploadsBuilder> build)
    {
        var services = new ServiceCollection();
        services.AddS3Uploads("third", settings => settings.PointTo(_server));
        build(
            services.AddS3Uploads(settings => settings.PointTo(_server)),
            services.AddS3Uploads("other", settings => settings.PointTo(_server)));
        return services.BuildServiceProvider();
    }
}
