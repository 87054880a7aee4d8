using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Objects;
using Discovitas.S3.Text;

namespace Discovitas.S3.Inspecting;

/// <summary>Has objects inspected that no client can change, within the time that the settings give.</summary>
internal sealed class UploadInspection(InspectorList inspectors, S3Caller caller, TimeSpan timeout)
{
    private readonly ObjectReader _reader = new(caller);
    private readonly ObjectTagReader _tags = new(caller);

    /// <summary>Gets a value indicating whether the store has inspectors.</summary>
    internal bool IsNeeded { get; } = !inspectors.IsEmpty;

    /// <summary>Completes if no inspector objects.</summary>
    /// <exception cref="UploadRejectedException">An inspector rejects the file.</exception>
    /// <exception cref="UploadInspectionException">An inspector failed, or they took too long.</exception>
    internal async Task RequireAsync(InspectedObject inspected, CancellationToken cancellationToken)
    {
        if (!IsNeeded)
        {
            return;
        }

        var current = "";
        using var deadline = new CancellationTokenSource(timeout, caller.Context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var token = either.Token;
        try
        {
            // On a thread of its own, and not waited for: an inspector may block, or ignore the token.
            var rejection = await Task.Run(
                () => inspectors.InspectAsync(FileOf(inspected), name => current = name, token), CancellationToken.None)
                .WaitAsync(token).ConfigureAwait(false);
            if (rejection is not null)
            {
                throw new UploadRejectedException(UploadRejectionReason.RejectedByInspector, rejection.Reason);
            }
        }
        catch (UploadRejectedException)
        {
            caller.Logger.RejectedByInspector(inspected.Kept.Value, current);
            throw;
        }
        catch (Exception failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var notInspected = NotInspected(inspected, current, deadline.IsCancellationRequested, failure);
            caller.Logger.InspectionFailed(notInspected, inspected.Kept.Value);
            throw notInspected;
        }
    }

    private InspectedFile FileOf(InspectedObject inspected) => new(
        async token => (await _reader.OpenAsync(inspected.Place, inspected.ETag, token).ConfigureAwait(false)).Content,
        token => _tags.GetAsync(inspected.Place, token))
    {
        Key = inspected.Kept.Value,
        FileName = inspected.FileName,
        ContentType = inspected.ContentType,
        Size = inspected.Size,
        ETag = EntityTag.Quoted(inspected.ETag),
        Metadata = inspected.Metadata ?? new Dictionary<string, string>(0),
    };

    private UploadInspectionException NotInspected(
        InspectedObject inspected, string inspector, bool isTimeout, Exception failure) =>
        new(
            isTimeout
                ? $"The file {inspected.Kept.Value} is not kept: {inspector} had not inspected it after " +
                    $"{timeout.TotalSeconds} s. Try again, or raise InspectionTimeout."
                : $"The file {inspected.Kept.Value} is not kept: {inspector} failed. Try again once it works.",
            failure)
        {
            Key = inspected.Kept.Value,
            Inspector = inspector,
            IsTimeout = isTimeout,
        };
}
