namespace Discovitas.S3.ContractTests.Support;

/// <summary>On a Ceph RADOS Gateway over http.</summary>
public sealed class OnCephAttribute(params object[] more) : StoreAttribute(Store.Ceph, more);
