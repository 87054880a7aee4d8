using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;

namespace Discovitas.S3.Direct;

/// <summary>
/// Decides what a client may send, by the same rules and with the same headers as an upload through this process.
/// </summary>
internal sealed class DirectUploadPlanner(UploadRules rules, PartPlan plan, S3Settings settings)
{
    /// <inheritdoc cref="S3Settings.SupportsPostPolicy"/>
    internal bool UsesForms { get; } = settings.AcceptsForms;

    /// <summary>Plans a file in one request, which can be as large as one part.</summary>
    /// <exception cref="UploadRejectedException">The request breaks a rule.</exception>
    internal DirectUploadPlan PlanOneRequest(DirectUploadRequest request) =>
        Plan(request, null, S3Settings.MaxPartSize);

    /// <summary>Plans a file in one request again, for the key that it has.</summary>
    /// <exception cref="UploadRejectedException">The request breaks a rule.</exception>
    internal DirectUploadPlan PlanAgain(DirectUploadRequest request, ObjectKey key) =>
        Plan(request, key, S3Settings.MaxPartSize);

    /// <summary>Plans a file in parts.</summary>
    /// <exception cref="UploadRejectedException">The request breaks a rule.</exception>
    internal DirectUploadPlan PlanParts(DirectUploadRequest request) => Plan(request, null, PartPlan.MaxObjectSize);

    /// <summary>Returns the key of a ticket, which may have left this process.</summary>
    /// <exception cref="ArgumentException">The key is not one that this service creates.</exception>
    internal ObjectKey KeyOf(DirectUploadTicket ticket) => KeyOf(ticket.Key, nameof(ticket));

    /// <inheritdoc cref="KeyOf(DirectUploadTicket)"/>
    internal ObjectKey KeyOf(string? text, string parameter) =>
        text is not null && ObjectKey.TryParse(text, settings.KeyPrefix, out var key)
            ? key
            : throw new ArgumentException(
                "The ticket's key is not one that this service creates. Keep tickets on the server, or in a " +
                "protected token.",
                parameter);

    /// <summary>Returns the headers with which the file of a ticket is kept.</summary>
    internal ObjectHeaders HeadersOf(DirectUploadTicket ticket) =>
        ObjectHeaders.Restore(ticket.ContentType, ticket.Headers, ticket.Tags, settings);

    private DirectUploadPlan Plan(DirectUploadRequest request, ObjectKey? given, long storeLimit)
    {
        var described = request.Described();
        var narrowed = rules.With(request.Limits);
        var type = narrowed.CheckTypeAndName(described);
        var limit = Math.Min(plan.Within(request.Limits).MaxFileSize, storeLimit);
        if (request.Size > limit)
        {
            throw UploadRules.TooLarge(limit, $"{request.Size} bytes");
        }

        var key = given ?? ObjectKey.Create(described, settings.KeyPrefix);
        var headers = ObjectHeaders.Create(described, type, settings);
        var ticket = new DirectUploadTicket
        {
            Key = key.Value,
            FileName = request.FileName,
            ContentType = type.Value,
            MaxSize = limit,
            Size = request.Size,
            ChecksBytes = narrowed.ChecksBytes,
            Headers = headers.ToRestore(),
            Tags = request.Tags,
            FolderQuota = request.FolderQuota,
            Images = request.Images,
        };
        var pending = key.Under(settings.PendingPrefix, settings.KeyPrefix);
        return new DirectUploadPlan(key, pending, headers, ticket, request.SignedUrlLifetime);
    }
}
