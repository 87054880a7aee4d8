using Xunit.Sdk;

namespace Discovitas.S3.TestSupport.Stores;

/// <summary>
/// Runs a test on every store, which is its first parameter; with <see cref="StoreDataAttribute"/>, each of these rows
/// on every store. A store that is not there is a skipped test of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(
    "Discovitas.S3.TestSupport.Stores." + nameof(EveryStoreDiscoverer), "Discovitas.S3.TestSupport")]
public sealed class EveryStoreAttribute : FactAttribute
{
    /// <summary>Gets or sets the stores on which it does not run.</summary>
    public StoreKind[] Except { get; set; } = [];

    /// <summary>Gets or sets a value indicating whether it runs only with a real clamd.</summary>
    public bool NeedsClamd { get; set; }
}
