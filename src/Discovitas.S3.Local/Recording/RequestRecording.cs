namespace Discovitas.S3.Local.Recording;

/// <summary>What is known so far about a request. Only the request itself changes it.</summary>
internal sealed class RequestRecording(S3RecordedRequest request)
{
    private volatile S3RecordedRequest _request = request;

    internal S3RecordedRequest Request
    {
        get => _request;
        set => _request = value;
    }

    /// <summary>Gets or sets a value indicating whether the connection was closed instead of a response.</summary>
    internal bool IsClosed { get; set; }
}
