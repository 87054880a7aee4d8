using System.Reflection;
using Discovitas.S3.TestSupport.Inspecting;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Discovitas.S3.TestSupport.Stores;

/// <summary>Makes a test case of each store and row; that of a store that is not there is skipped.</summary>
public sealed class EveryStoreDiscoverer(IMessageSink diagnosticMessageSink) : TheoryDiscoverer(diagnosticMessageSink)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute)
    {
        var method = testMethod.Method.ToRuntimeMethod();
        var everyStore = method.GetCustomAttribute<EveryStoreAttribute>()!;
        var rows = method.GetCustomAttributes<StoreDataAttribute>().DefaultIfEmpty(new StoreDataAttribute());
        return from row in rows.ToList()
               from store in Enum.GetValues<StoreKind>().Except(everyStore.Except).Except(row.Except)
               let data = (object[])[store, .. row.Values]
               from test in (StoreSettings.WhyMissing(store) ?? WhyMissing(everyStore)) is { } reason
                   ? CreateTestCasesForSkippedDataRow(discoveryOptions, testMethod, theoryAttribute, data, reason)
                   : CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, data)
               select test;
    }

    private static string? WhyMissing(EveryStoreAttribute everyStore) =>
        everyStore.NeedsClamd ? Clamd.WhyMissing : null;
}
