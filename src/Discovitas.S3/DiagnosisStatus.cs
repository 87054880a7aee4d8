namespace Discovitas.S3;

/// <summary>Specifies the result of one look at a store.</summary>
public enum DiagnosisStatus
{
    /// <summary>All is as it should be.</summary>
    Ok,

    /// <summary>Uploads work, but something costs money, weakens a protection or may fail later.</summary>
    Warning,

    /// <summary>Uploads fail, or a feature that the options name does.</summary>
    Failed,

    /// <summary>The credentials may not look at this. Uploads do not need the right.</summary>
    NotPermitted,

    /// <summary>The store does not have this.</summary>
    NotSupported,

    /// <summary>Nothing was looked at, because something that it needs has failed, or because of the options.</summary>
    NotLookedAt,
}
