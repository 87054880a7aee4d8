using System.Reflection;
using Xunit.Sdk;

namespace Discovitas.S3.ClientTests.Support;

/// <summary>Values for a test that needs Ceph; reported as skipped where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnCephDataAttribute : DataAttribute
{
    private readonly object[] _values;

    public OnCephDataAttribute(params object[] values)
    {
        _values = values;
        Skip = StoreSettings.WhyMissing(StoreKind.Ceph);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_values];
}
