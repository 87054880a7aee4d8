namespace Discovitas.S3.Tool.Buckets;

/// <summary>Represents which rules of the bucket were changed.</summary>
internal sealed record SetupChanges
{
    public required RuleChange Lifecycle { get; init; }

    public required RuleChange Cors { get; init; }

    internal bool HasFailed => Lifecycle == RuleChange.Failed || Cors == RuleChange.Failed;
}
