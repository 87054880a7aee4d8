namespace Discovitas.S3.ContractTests.Support;

/// <summary>On the embedded S3.</summary>
public sealed class OnLocalAttribute(params object[] more) : StoreAttribute(Store.Local, more);
