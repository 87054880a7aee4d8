using Discovitas.S3.Inspecting;
using Discovitas.S3.Text;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Waits until the store's own scanner has tagged the file, and rejects it unless the tag has the expected value: by
/// default that of Amazon GuardDuty's malware protection for S3. Let the scanner scan what is below
/// <see cref="S3Settings.PendingPrefix"/>. Thread-safe.
/// </summary>
public sealed class TagInspector : IUploadInspector
{
    private readonly string _name;
    private readonly string _expected;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance of the <see cref="TagInspector"/> class.</summary>
    /// <param name="options">The options. They are read now: later changes have no effect.</param>
    /// <param name="timeProvider">The clock. The default is the system's.</param>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    public TagInspector(TagInspectorOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new TagInspectorOptions();
        var problems = TagInspectorOptionsValidator.Problems(options).ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(TagInspectorOptions), problems);
        }

        _name = options.TagName;
        _expected = options.ExpectedValue;
        _timeout = options.Timeout;
        _interval = options.PollInterval;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async Task<UploadInspectionRejection?> InspectAsync(
        InspectedFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var start = _time.GetTimestamp();
        while (true)
        {
            var tags = await file.GetTagsAsync(cancellationToken).ConfigureAwait(false);
            if (tags.TryGetValue(_name, out var value))
            {
                return value == _expected
                    ? null
                    : new UploadInspectionRejection(
                        $"The store's scanner did not release the file: it reports {LogSafe.Quote(value)}.");
            }

            if (_time.GetElapsedTime(start) + _interval > _timeout)
            {
                throw new TimeoutException(
                    $"The store's scanner has not set the tag {_name} within {_timeout.TotalSeconds} s. Check that it "
                    + "scans what is below the pending prefix.");
            }

            await Task.Delay(_interval, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
