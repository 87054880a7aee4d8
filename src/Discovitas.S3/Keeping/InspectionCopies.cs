using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Inspecting;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Keeping;

/// <summary>
/// Copies a pending object to a key for which no client has a signature, through the store's filters if it has any, and
/// has the copy inspected. The ETag alone
/// would not show whether a client has changed the pending object meanwhile: two contents can have the same MD5, and
/// Ceph 16.2 ignores the conditions of a copy.
/// </summary>
internal sealed class InspectionCopies(
    S3Caller caller, ObjectAddresses addresses, UploadInspection inspection, FilteredCopies filtered)
{
    private readonly ObjectCopier _copier = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <summary>
    /// Gets a value indicating whether a file is copied before it is kept, because it is filtered or inspected.
    /// </summary>
    internal bool AreNeeded => inspection.IsNeeded || filtered.AreNeeded;

    /// <inheritdoc cref="FilteredCopies.RequireFor"/>
    internal void RequireFor(ImageRules? rules) => filtered.RequireFor(rules);

    /// <inheritdoc cref="FilteredCopies.DescribeAsync"/>
    internal Task<ImageInfo?> DescribeAsync(ObjectKey key, FilteredFile file, CancellationToken cancellationToken) =>
        filtered.DescribeAsync(key, file, cancellationToken);

    /// <summary>
    /// Copies the source of <paramref name="copy"/>, without its tags: a client may have set the one for which an
    /// inspector looks.
    /// </summary>
    /// <param name="copy">The copy that is made if the inspectors agree.</param>
    /// <param name="file">The file, for filters. It receives what they find out.</param>
    /// <param name="cancellationToken">Cancels the filtering.</param>
    /// <returns>The copy that is to be inspected. The caller removes it.</returns>
    /// <exception cref="UploadRejectedException">A filter rejects the file; there is no copy.</exception>
    internal async Task<InspectionCopy> CreateAsync(
        ObjectCopy copy, FilteredFile file, CancellationToken cancellationToken)
    {
        var place = addresses.InspectionKey(copy.Target);
        var candidate = copy with { Target = place, Headers = copy.Headers.WithoutTags(), TakesTags = false };
        try
        {
            if (filtered.AreNeeded)
            {
                var written = await filtered.WriteAsync(candidate, file, cancellationToken).ConfigureAwait(false);
                return new InspectionCopy(place, written.Size, file.Image);
            }

            await _copier.CopyAsync(candidate).ConfigureAwait(false);
            return new InspectionCopy(place);
        }
        catch (S3StoreException failure) when (failure.StatusCode is null or >= HttpStatusCode.InternalServerError)
        {
            // The store may have copied it all the same, and nobody else knows this key.
            await _cleanup.RemoveAsync(place, failure).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Describes the copy for the inspectors.</summary>
    /// <param name="place">The key of the copy that is to be inspected.</param>
    /// <param name="found">What the store has there.</param>
    /// <param name="copy">The copy that is made if the inspectors agree.</param>
    internal static InspectedObject Describe(ObjectKey place, GetObjectMetadataResponse found, ObjectCopy copy) =>
        new(place, found.ETag, found.ContentLength, copy.Target)
        {
            ContentType = copy.Headers.ContentType,
            Metadata = UserMetadata.Decode(found.Metadata),
        };

    /// <summary>Has the copy inspected.</summary>
    /// <param name="inspected">The copy that is to be inspected.</param>
    /// <param name="copy">The copy that is made if the inspectors agree.</param>
    /// <param name="cancellationToken">Cancels the inspection.</param>
    /// <returns>The copy that is to be made, of exactly the bytes that were inspected.</returns>
    internal async Task<ObjectCopy> RequireAsync(
        InspectedObject inspected, ObjectCopy copy, CancellationToken cancellationToken)
    {
        await inspection.RequireAsync(inspected, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return copy with { Source = inspected.Place, ETag = inspected.ETag, Size = inspected.Size };
    }
}
