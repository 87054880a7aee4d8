namespace Discovitas.S3.Tool.Checks;

/// <summary>Says what a store can do.</summary>
internal enum CheckStatus
{
    /// <summary>It does what Amazon S3 does.</summary>
    Works,

    /// <summary>It works in part, or in one of several ways.</summary>
    Limited,

    /// <summary>The store does not have it, ignores it, or does something else.</summary>
    DoesNotWork,

    /// <summary>It was not checked.</summary>
    Skipped,
}
