using System.Reflection;
using Microsoft.Extensions.Configuration;
using Xunit.Sdk;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// Runs a test with each way of Uppy, or those named, on one store. The embedded one is always there; Ceph is when its settings are in the
/// environment, as <c>.ci/ceph</c> leaves them. Without them the test is reported as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class ClientsAttribute : DataAttribute
{
    private readonly string _store;
    private readonly BrowserClient[] _clients;

    protected ClientsAttribute(string store, BrowserClient[] clients)
    {
        _store = store;
        _clients = clients.Length > 0 ? clients : Enum.GetValues<BrowserClient>();
        if (store != Store.Local && !Settings(store).Exists())
        {
            Skip = $"{store} is not there: set {store}__ServiceUrl, {store}__AccessKeyId and {store}__SecretAccessKey.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => _clients.Select(client => new object[] { client, _store });

    internal static IConfigurationSection Settings(string store) =>
        new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(store);
}
