using Discovitas.S3.Addressing;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;

namespace Discovitas.S3.Direct;

/// <summary>Decides what a client may send, by the same rules and with the same headers as an upload through this process.</summary>
internal sealed class DirectUploadPlanner(UploadRules rules, PartPlan plan, ObjectAddresses addresses, S3Settings settings)
{
    /// <inheritdoc cref="S3Settings.HasPostPolicy"/>
    internal bool AsForms { get; } = settings.AcceptsForms;

    internal ObjectAddresses Addresses { get; } = addresses;

    /// <summary>For a file in one request, of which S3 takes as much as of one part.</summary>
    /// <exception cref="UploadRejectedException">A claim breaks a rule.</exception>
    internal DirectUploadPlan ForOneRequest(DirectUploadRequest request) => For(request, S3Settings.MaxPartSize);

    /// <summary>For a file in parts.</summary>
    /// <exception cref="UploadRejectedException">A claim breaks a rule.</exception>
    internal DirectUploadPlan ForParts(DirectUploadRequest request) => For(request, PartPlan.MaxObjectSize);

    /// <summary>The key of a ticket, which may have been away and come back.</summary>
    /// <exception cref="ArgumentException">It is not of this service's making.</exception>
    internal ObjectKey KeyOf(DirectUploadTicket ticket) => ticket.Key is { } text && ObjectKey.TryParse(text, settings.KeyPrefix, out var key)
        ? key
        : throw new ArgumentException("The ticket's key is not one that this service gave out. Keep tickets on the server, or sealed.", nameof(ticket));

    private DirectUploadPlan For(DirectUploadRequest request, long mostOfStore)
    {
        var described = request.Described();
        var narrowed = rules.With(request.Limits);
        var type = narrowed.CheckClaims(described);
        var limit = Math.Min(plan.Within(request.Limits).MaxFileSize, mostOfStore);
        if (request.Size > limit)
        {
            throw UploadRules.TooLarge(limit, $"{request.Size} bytes");
        }

        var key = ObjectKey.For(described, settings.KeyPrefix);
        var headers = ObjectHeaders.For(described, type, settings);
        var ticket = new DirectUploadTicket
        {
            Key = key.Value,
            ContentType = type.Value,
            MaxSize = limit,
            Size = request.Size,
            ChecksBytes = narrowed.ChecksBytes,
        };
        return new DirectUploadPlan(key, headers, ticket, request.Lifetime);
    }
}
