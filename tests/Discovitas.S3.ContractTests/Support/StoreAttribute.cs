using System.Reflection;
using Microsoft.Extensions.Configuration;
using Xunit.Sdk;

namespace Discovitas.S3.ContractTests.Support;

/// <summary>
/// Runs a test on one store. The embedded one is always there; any other is when its settings are in the environment, named as an app's
/// are with the store's name for the section: <c>Ceph__ServiceUrl</c>, <c>Ceph__Bucket</c>, <c>Ceph__AccessKeyId</c> and so on. Without
/// them the test is reported as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class StoreAttribute : DataAttribute
{
    private readonly string _store;
    private readonly object[] _more;

    protected StoreAttribute(string store, object[] more)
    {
        _store = store;
        _more = more;
        if (store != Store.Local && !Settings(store).Exists())
        {
            Skip = $"{store} is not there: set {store}__ServiceUrl, {store}__Bucket, {store}__AccessKeyId and {store}__SecretAccessKey.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_store, .. _more]];

    internal static IConfigurationSection Settings(string store) =>
        new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(store);
}
