namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A test with a server of its own.</summary>
public abstract class ScenarioTest : IAsyncLifetime
{
    private Scenario? _scenario;

    private protected Scenario Scenario => _scenario!;

    public async Task InitializeAsync() => _scenario = await Scenario.StartAsync();

    public Task DisposeAsync() => Scenario.DisposeAsync().AsTask();
}
