using Discovitas.S3.Inspecting;
using Discovitas.S3.Text;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Rejects files in which ClamAV finds malware. It sends them to the daemon clamd over TCP or a Unix socket (command
/// INSTREAM). Thread-safe; each file has a connection of its own.
/// </summary>
/// <remarks>
/// clamd reports a file that is longer than its <c>MaxFileSize</c>, or an archive that exceeds one of its other limits,
/// as clean, because it does not scan it. Set <c>AlertExceedsMax yes</c> in clamd.conf, and <c>StreamMaxLength</c> to
/// at most <c>MaxFileSize</c>.
/// </remarks>
public sealed class ClamAvInspector : IUploadInspector
{
    private readonly ClamdEndpoint _endpoint;
    private readonly int _chunkSize;
    private readonly bool _rejectsTooLong;

    /// <summary>Initializes a new instance of the <see cref="ClamAvInspector"/> class.</summary>
    /// <param name="options">The options. They are read now: later changes have no effect.</param>
    /// <param name="timeProvider">The clock. The default is the system's.</param>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    public ClamAvInspector(ClamAvOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new ClamAvOptions();
        var problems = ClamAvOptionsValidator.Problems(options).ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(ClamAvOptions), problems);
        }

        var time = timeProvider ?? TimeProvider.System;
        _endpoint = ClamdEndpoint.Parse(options.Endpoint, options.ConnectTimeout, time)!;
        _chunkSize = options.ChunkSize;
        _rejectsTooLong = options.RejectsTooLong;
    }

    /// <inheritdoc/>
    public async Task<UploadInspectionRejection?> InspectAsync(
        InspectedFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var clamd = await _endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var content = await file.OpenReadAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            var scan = new ClamdScan(clamd, _chunkSize);
            var reply = await scan.RunAsync(content, file.Size, cancellationToken).ConfigureAwait(false);
            return RejectionOf(reply);
        }
    }

    private UploadInspectionRejection? RejectionOf(string reply) => ClamdReply.Parse(reply) switch
    {
        { IsClean: true } => null,
        { Signature: { } name } => new UploadInspectionRejection(
            $"The file contains malware ({LogSafe.Quote(name)}). It is not kept. Scan your device."),
        { IsTooLong: true } when _rejectsTooLong => new UploadInspectionRejection(
            "The file is too long for the malware scanner. Send a smaller file."),
        { IsTooLong: true } => throw new IOException(
            "The file is too long for clamd: raise StreamMaxLength in clamd.conf, or lower S3:MaxFileSize."),
        _ => throw new IOException(
            $"clamd did not scan the file: it answered {LogSafe.Quote(reply)}. Look into clamd's log."),
    };
}
