namespace Discovitas.S3.ContractTests.Support;

/// <summary>On whatever store the section <c>Other</c> names, Amazon's own for instance. Its bucket must allow public reading of uploads/.</summary>
public sealed class OnOtherAttribute(params object[] more) : StoreAttribute(Store.Other, more);
