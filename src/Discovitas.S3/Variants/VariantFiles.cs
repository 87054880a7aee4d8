using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Variants;

/// <summary>Stores and finds the variants of files.</summary>
internal sealed class VariantFiles(
    S3Caller caller, ObjectAddresses addresses, S3Settings settings, ObjectWriter writer)
{
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectReader _reader = new(caller);
    private readonly StoredObjects _objects = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    // The app makes variants, so that limits for uploads do not apply.
    private readonly PartPlan _plan =
        PartPlan.WithSharedMemory(settings, caller.NeedsSha256) with { MaxFileSize = PartPlan.MaxObjectSize };

    internal Task<FileDownload> OpenOriginalAsync(ObjectKey original, CancellationToken cancellationToken) =>
        _reader.OpenAsync(original, 0, null, cancellationToken);

    /// <summary>Returns the Cache-Control header of a file; empty for none.</summary>
    /// <exception cref="S3StoreException">The file is missing, or the store failed.</exception>
    internal async Task<string> GetCacheControlAsync(ObjectKey original, CancellationToken cancellationToken)
    {
        var found = await _head.GetAsync(original, cancellationToken).ConfigureAwait(false);
        return (found ?? throw caller.Failures.NoOriginal(original.Value)).Headers.CacheControl ?? "";
    }

    /// <exception cref="ArgumentException">The variant breaks a rule.</exception>
    internal void RequireValid(ObjectKey original, FileVariantRequest request) => _ = Describe(original, request);

    /// <summary>Writes a variant, and removes it if the file is missing then.</summary>
    /// <exception cref="ArgumentException">The variant breaks a rule.</exception>
    /// <exception cref="S3StoreException">
    /// The file is missing, or the store returned an error or failed; nothing is stored.
    /// </exception>
    internal async Task<StoredFile> StoreAsync(
        ObjectKey original, FileVariantRequest request, CancellationToken cancellationToken)
    {
        var (key, headers) = Describe(original, request);
        using var parts = request.Content.Read(_plan);
        var first = await parts.NextAsync(cancellationToken).ConfigureAwait(false);
        var written = await writer
            .WriteAsync(new Upload(key, headers, parts, null), first, cancellationToken).ConfigureAwait(false);
        await RequireOriginalAsync(original, key, cancellationToken).ConfigureAwait(false);
        return new StoredFile
        {
            Key = key.Value,
            Url = addresses.PublicUrl(key),
            Size = written.Size,
            ContentType = headers.ContentType,
            ETag = EntityTag.Quoted(written.ETag),
            ChecksumCrc32 = Crc32Value.ToBase64(written.Crc32),
        };
    }

    /// <summary>Lists the variants of a file in the order of their names.</summary>
    internal async IAsyncEnumerable<(ObjectKey Key, S3Object Found)> ListAsync(
        ObjectKey original, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var objects = _objects.ListAsync(original.VariantPrefix, cancellationToken);
        await foreach (var found in objects.ConfigureAwait(false))
        {
            if (IsVariantOf(original, found.Key, out var key))
            {
                yield return (key, found);
            }
        }
    }

    /// <summary>Does the same after a failure, independent of the caller's token.</summary>
    internal async Task<IReadOnlyList<ObjectKey>> ListAfterFailureAsync(ObjectKey original, CleanUpCalls calls)
    {
        List<ObjectKey> variants = [];
        var objects = _objects.ListAfterFailureAsync(original.VariantPrefix, calls);
        await foreach (var found in objects.ConfigureAwait(false))
        {
            if (IsVariantOf(original, found.Key, out var key))
            {
                variants.Add(key);
            }
        }

        return variants;
    }

    /// <summary>
    /// Lists the variants that are deleted with a file. A key with another extension is that of another file: then
    /// none.
    /// </summary>
    internal async Task<IReadOnlyList<ObjectKey>> ListToDeleteAsync(
        ObjectKey original, CancellationToken cancellationToken)
    {
        List<ObjectKey> variants = [];
        var isOther = false;
        var stem = original.VariantPrefix[..^1];
        await foreach (var found in _objects.ListAsync(stem, cancellationToken).ConfigureAwait(false))
        {
            if (IsVariantOf(original, found.Key, out var key))
            {
                variants.Add(key);
            }

            var isFile = addresses.IsKept(found.Key) && !found.Key[stem.Length..].Contains('/');
            isOther |= isFile && found.Key != original.Value;
        }

        return isOther ? [] : variants;
    }

    // A folder can have the name of a file, and its files are no variants.
    private bool IsVariantOf(ObjectKey original, string key, out ObjectKey variant) =>
        addresses.IsVariant(key, out variant) && variant.PrefixOfVariant == original.VariantPrefix;

    // A look before the write would miss a deletion during it: whoever deletes a file cannot list a variant that is
    // still being sent, and nobody would look for it later.
    private async Task RequireOriginalAsync(
        ObjectKey original, ObjectKey variant, CancellationToken cancellationToken)
    {
        try
        {
            if (await _head.GetAsync(original, cancellationToken).ConfigureAwait(false) is null)
            {
                throw caller.Failures.NoOriginal(original.Value);
            }
        }
        catch (Exception failure)
        {
            await _cleanup.RemoveAsync(variant, failure).ConfigureAwait(false);
            throw;
        }
    }

    // What the app has chosen is a wrong argument, and not a rejected upload.
    private (ObjectKey Key, ObjectHeaders Headers) Describe(ObjectKey original, FileVariantRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Content);
        VariantName.Require(request.Name, nameof(request));
        try
        {
            var file = new FileUploadRequest(request.Name, request.ContentType, request.Content)
            {
                CacheControl = string.IsNullOrEmpty(request.CacheControl) ? null : request.CacheControl,
            };
            var headers = ObjectHeaders.Create(file, MediaType.Parse(request.ContentType), settings);
            return (original.Variant(request.Name), headers);
        }
        catch (UploadRejectedException wrong)
        {
            throw new ArgumentException(wrong.Message, nameof(request), wrong);
        }
    }
}
