namespace Discovitas.S3.Tool.Buckets;

/// <summary>Says what happened to the rules of a bucket.</summary>
internal enum RuleChange
{
    /// <summary>The rules were not to be applied.</summary>
    NotApplied,

    /// <summary>The rules were there already.</summary>
    Unchanged,

    /// <summary>The rules were added or replaced.</summary>
    Changed,

    /// <summary>The store did not accept them.</summary>
    Failed,
}
