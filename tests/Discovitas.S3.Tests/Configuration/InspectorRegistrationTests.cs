using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Inspecting;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>Each store has the inspectors that the app has added to it, in their order.</summary>
public sealed class InspectorRegistrationTests : IAsyncLifetime
{
    private readonly List<string> _asked = [];
    private LocalS3Server _server = null!;

    public async Task InitializeAsync() => _server = await LocalS3Server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task AddInspector_AsksAll_InTheirOrder_UntilOneRejects()
    {
        await using var services = Services(store => store
            .AddInspector(_ => Named("first"))
            .AddInspector(_ => Named("second", "no"))
            .AddInspector(_ => Named("third")));

        await services.GetRequiredService<S3Service>().Invoking(s => s.StoreAsync(Request(Bytes(1))))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("no");

        _asked.Should().Equal("first", "second");
    }

    [Fact]
    public async Task AddInspector_IsForItsStoreAlone()
    {
        await using var services = Services(store =>
        {
            store.AddInspector(_ => Named("default"));
            store.Services.AddS3Uploads("other", settings => settings.PointTo(_server));
            store.Services.AddS3Uploads("third", settings => settings.PointTo(_server))
                .AddInspector(_ => Named("third"));
        });

        foreach (var name in new[] { "other", "third", "" })
        {
            await services.GetRequiredKeyedService<S3Service>(name).StoreAsync(Request(Bytes(1)));
        }

        _asked.Should().Equal("third", "default");
    }

    [Fact]
    public async Task AddInspector_OfAType_MakesOneForEachFile_WithScopedServices_AndDisposesIt()
    {
        await using var services = Services(store =>
        {
            store.Services.AddSingleton(_asked).AddScoped<Session>();
            store.AddInspector<WithSession>();
        });
        var service = services.GetRequiredService<S3Service>();

        await service.StoreAsync(Request(Bytes(1)));
        await service.StoreAsync(Request(Bytes(1)));

        _asked.Should().Equal("1 opened", "1 closed", "2 opened", "2 closed");
    }

    [Fact]
    public async Task AddInspector_OfATypeThatTheAppHasRegistered_TakesThat()
    {
        var own = new ScriptedInspector();
        await using var services = Services(store =>
        {
            store.Services.AddSingleton(own);
            store.AddInspector<ScriptedInspector>();
        });

        await services.GetRequiredService<S3Service>().StoreAsync(Request(Bytes(1)));

        own.Files.Should().ContainSingle();
    }

    [Fact]
    public async Task AddClamAv_AsksClamd()
    {
        using var clamd = new FakeClamd { Reply = FakeClamd.Infected };
        await using var services = Services(store => store.AddClamAv(options => options.Endpoint = clamd.Endpoint));

        await services.GetRequiredService<S3Service>().Invoking(s => s.StoreAsync(Request(Bytes(100))))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("*Win.Test*");

        SameBytes(clamd.Received.ToArray(), Bytes(100));
    }

    [Fact]
    public async Task AddClamAv_WithASilentClamd_FailsInTime()
    {
        using var clamd = new FakeClamd { Reply = null };
        await using var services = Services(store =>
        {
            store.Services.AddSingleton<TimeProvider>(new HastyTime());
            store.Configure(settings => settings.InspectionTimeout = TimeSpan.FromSeconds(1))
                .AddClamAv(options =>
                {
                    // The clock jumps over seconds.
                    (options.Endpoint, options.ConnectTimeout) = (clamd.Endpoint, TimeSpan.FromHours(1));
                });
        });

        (await services.GetRequiredService<S3Service>().Invoking(s => s.StoreAsync(Request(Bytes(100))))
            .Should().ThrowAsync<UploadInspectionException>()).Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public async Task AddTagInspector_WaitsForTheTag()
    {
        await using var services = Services(store =>
        {
            store.Services.AddSingleton<TimeProvider>(new HastyTime());
            store.AddTagInspector(options => options.TagName = "scanned");
        });

        (await services.GetRequiredService<S3Service>().Invoking(s => s.StoreAsync(Request(Bytes(1))))
            .Should().ThrowAsync<UploadInspectionException>())
            .Which.InnerException.Should().BeOfType<TimeoutException>().Which.Message.Should().Contain("tag scanned");
    }

    [Fact]
    public async Task Options_ThatAreWrong_StopTheStart_OfTheirStore()
    {
        await using var services = Services(store =>
        {
            store.AddClamAv(options => options.Endpoint = "nowhere").AddTagInspector(options => options.TagName = "");
            store.Services.AddS3Uploads("other", settings => settings.PointTo(_server)).AddClamAv();
        });

        FluentActions.Invoking(services.GetRequiredService<IStartupValidator>().Validate)
            .Should().Throw<AggregateException>().Which.InnerExceptions.Select(one => one.Message)
            .Should().HaveCount(2).And.ContainMatch("*Endpoint is 'nowhere'*").And.ContainMatch("*TagName is missing*");
    }

    [Theory]
    [InlineData(0.999)]
    [InlineData(3600.001)]
    public void InspectionTimeout_OutOfRange_IsRejected(double seconds)
    {
        using var services = Services(store => store.Configure(
            settings => settings.InspectionTimeout = TimeSpan.FromSeconds(seconds)));

        FluentActions.Invoking(services.GetRequiredService<S3Service>).Should().Throw<OptionsValidationException>()
            .WithMessage("*InspectionTimeout must be 1 second to 1 hour*");
    }

    private ScriptedInspector Named(string name, string? reason = null) => new(() =>
    {
        _asked.Add(name);
        return reason;
    });

    private ServiceProvider Services(Action<S3UploadsBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddS3Uploads(settings => settings.PointTo(_server)));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private sealed class Session(List<string> log) : IDisposable
    {
        private readonly int _number = (log.Count / 2) + 1;

        internal void Open() => log.Add($"{_number} opened");

        public void Dispose() => log.Add($"{_number} closed");
    }

    private sealed class WithSession(Session session) : IUploadInspector
    {
        public Task<UploadInspectionRejection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken)
        {
            session.Open();
            return Task.FromResult<UploadInspectionRejection?>(null);
        }
    }
}
