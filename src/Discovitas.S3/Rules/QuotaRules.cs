namespace Discovitas.S3.Rules;

/// <summary>Decides what fits into a folder.</summary>
internal static class QuotaRules
{
    /// <summary>Makes sure that one more file fits.</summary>
    /// <param name="quota">The quota of the folder.</param>
    /// <param name="files">How many files the folder holds.</param>
    /// <param name="bytes">The size of the folder with the new file.</param>
    /// <exception cref="UploadRejectedException">It does not fit.</exception>
    internal static void Require(FolderQuota quota, long files, long bytes)
    {
        if (files >= quota.MaxFiles)
        {
            throw Exceeded($"{quota.MaxFiles} file(s)", "more");
        }

        if (bytes > quota.MaxBytes)
        {
            throw Exceeded($"{quota.MaxBytes} bytes", "more");
        }
    }

    /// <summary>Creates the rejection of a file that does not fit.</summary>
    internal static UploadRejectedException Exceeded(string limit, string found) => new(
        UploadRejectionReason.QuotaExceeded,
        $"With this file the folder would hold more than its quota of {limit}. Delete files that are no longer needed, "
        + "then upload it again.",
        limit,
        found);
}
