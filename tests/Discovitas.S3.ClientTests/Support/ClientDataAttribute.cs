using System.Reflection;
using Xunit.Sdk;

namespace Discovitas.S3.ClientTests.Support;

/// <summary>Runs a test with a client; reported as skipped where the client or the other store is not there.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ClientDataAttribute : DataAttribute
{
    private readonly string _name;

    public ClientDataAttribute(string name, StoreKind store = StoreKind.Local)
    {
        _name = name;
        Skip = ForeignClient.Get(name).Missing ?? StoreSettings.WhyMissing(store);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_name]];
}
