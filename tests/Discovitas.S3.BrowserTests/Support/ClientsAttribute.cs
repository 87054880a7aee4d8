using System.Reflection;
using Xunit.Sdk;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// Runs a test with each way of Uppy, or those named, on one store; reported as skipped where the store is not there.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class ClientsAttribute : DataAttribute
{
    private readonly StoreKind _store;
    private readonly BrowserClient[] _clients;

    protected ClientsAttribute(StoreKind store, BrowserClient[] clients)
    {
        _store = store;
        _clients = clients.Length > 0 ? clients : Enum.GetValues<BrowserClient>();
        Skip = StoreSettings.WhyMissing(store);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        _clients.Select(client => new object[] { client, _store });
}
