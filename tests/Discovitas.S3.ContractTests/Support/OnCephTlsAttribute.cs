namespace Discovitas.S3.ContractTests.Support;

/// <summary>On a Ceph RADOS Gateway over https, where bodies go unsigned.</summary>
public sealed class OnCephTlsAttribute(params object[] more) : StoreAttribute(Store.CephTls, more);
