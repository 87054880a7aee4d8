namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>The parts of a multipart upload to complete. Uppy 5 sends ETags with quotes, Uppy 6 without.</summary>
internal sealed record CompleteRequest(IReadOnlyList<PartMessage?>? Parts = null);
