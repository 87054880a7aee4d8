using Discovitas.S3.Probes;

namespace Discovitas.S3;

/// <content>The diagnosis.</content>
public partial class S3Service
{
    /// <summary>
    /// Looks at everything that makes uploads fail, from the name of the bucket to its CORS rules, and says what to do
    /// about each. Stores small test files below <c>diagnosis/</c> of <see cref="S3Settings.KeyPrefix"/> and
    /// <see cref="S3Settings.PendingPrefix"/> and removes them, also if the call is cancelled. Sends about 50 requests
    /// without retries.
    /// </summary>
    /// <param name="options">What the app expects. The default is <see cref="DiagnosisOptions"/> with its defaults.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; the test files are removed before it ends.</param>
    /// <returns>The findings. Whatever is wrong with the store is a finding and not an exception.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    /// <example>
    /// <code>
    /// Diagnosis diagnosis = await s3.DiagnoseAsync(cancellationToken: cancellationToken);
    /// foreach (var finding in diagnosis.Findings.Where(one => one.Status is DiagnosisStatus.Failed))
    /// {
    ///     Console.WriteLine($"{finding.Name}: {finding.Meaning} {finding.Remedy}");
    /// }
    /// </code>
    /// </example>
    public virtual async Task<Diagnosis> DiagnoseAsync(
        DiagnosisOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = ProbeOptions.Check(options);
        using var http = new ProbeHttp(options.RequestTimeout, _context.Time);
        var context = new ProbeContext(_housekeeping.Context, options, http);
        return await new ProbeRun(context).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
