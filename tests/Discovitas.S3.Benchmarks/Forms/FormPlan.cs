namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>What is sent, and to whom.</summary>
internal static class FormPlan
{
    internal const long MiB = 1024 * 1024;

    internal const long Size = 1024 * MiB;

    /// <summary>The route of <c>MapS3Uploads</c>.</summary>
    internal const string Streamed = "streamed";

    /// <summary>The route that takes an <c>IFormFile</c> and gives it to the SDK.</summary>
    internal const string Buffered = "buffered";
}
