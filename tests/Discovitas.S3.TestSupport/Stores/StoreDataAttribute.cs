namespace Discovitas.S3.TestSupport.Stores;

/// <summary>Values for the parameters behind the store of an <see cref="EveryStoreAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class StoreDataAttribute(params object[] values) : Attribute
{
    public IReadOnlyList<object> Values { get; } = values;

    /// <summary>Gets or sets the stores on which these values are not used.</summary>
    public StoreKind[] Except { get; set; } = [];
}
