namespace Discovitas.S3;

/// <summary>Why an app does not take a file.</summary>
/// <param name="reason">A sentence for the sender.</param>
/// <param name="isQuota">Whether a quota is used up.</param>
public sealed class UploadRejection(string reason, bool isQuota = false)
{
    /// <summary>A sentence for the sender.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether a quota is used up: the answer is then 429 (code <c>quota-exceeded</c>), and not 422 (code <c>rejected</c>).</summary>
    public bool IsQuota { get; } = isQuota;
}
