namespace Discovitas.S3.BrowserTests.Support;

/// <summary>On a Ceph RADOS Gateway over http.</summary>
public sealed class OnCephAttribute(params BrowserClient[] clients) : ClientsAttribute(StoreKind.Ceph, clients);
