namespace Discovitas.S3.TestSupport.Stores;

/// <summary>The stores that tests may run on.</summary>
public enum StoreKind
{
    /// <summary>The embedded S3, which is always there.</summary>
    Local,

    /// <summary>A Ceph RADOS Gateway over http.</summary>
    Ceph,

    /// <summary>A Ceph RADOS Gateway over https, where bodies go unsigned.</summary>
    CephTls,

    /// <summary>
    /// Whatever store the section <c>Other</c> names, Amazon's own for instance. Its bucket must allow public reading
    /// of uploads/.
    /// </summary>
    Other,
}
