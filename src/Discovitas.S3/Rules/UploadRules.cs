using Discovitas.S3.Keys;
using Discovitas.S3.Reading;

namespace Discovitas.S3.Rules;

/// <summary>
/// What may come in: the size is counted where the bytes are read (<see cref="PartPlan"/>), all else is decided here. With a
/// list of types, claim, extension and first bytes must agree; without one a claim is only checked for its form.
/// </summary>
internal sealed class UploadRules
{
    private readonly HashSet<string> _types;
    private readonly HashSet<string> _extensions;

    internal UploadRules(S3Settings settings)
    {
        _types = settings.AllowedContentTypes.Select(type => MediaType.Parse(type).Bare).ToHashSet(StringComparer.Ordinal);
        _extensions = settings.AllowedExtensions.Select(extension => extension.TrimStart('.')).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Checks what is claimed, before a byte is read.</summary>
    /// <returns>The type in its one form.</returns>
    /// <exception cref="UploadRejectedException">A rule is broken.</exception>
    internal MediaType CheckClaims(FileUploadRequest request)
    {
        var type = MediaType.Parse(request.ContentType);
        var extension = FileExtension.Of(request.FileName).Value.TrimStart('.');
        if (_types.Count > 0 && !_types.Contains(type.Bare))
        {
            throw new UploadRejectedException(
                UploadRejection.ContentTypeNotAllowed,
                $"Files of type {type.Bare} are not accepted. Accepted are: {string.Join(", ", _types.Order(StringComparer.Ordinal))}.",
                string.Join(", ", _types.Order(StringComparer.Ordinal)),
                type.Bare);
        }

        if (_extensions.Count > 0 && !_extensions.Contains(extension))
        {
            throw new UploadRejectedException(
                UploadRejection.ExtensionNotAllowed,
                $"Files named {(extension.Length == 0 ? "without an extension" : "." + extension)} are not accepted. Accepted are: {string.Join(", ", _extensions.Order(StringComparer.Ordinal))}.",
                string.Join(", ", _extensions.Order(StringComparer.Ordinal)),
                extension);
        }

        if (_types.Count > 0 && !FileTypes.ExtensionAgrees(type.Bare, extension))
        {
            throw Mismatch(type, $"the name ends with .{extension}");
        }

        return type;
    }

    /// <summary>Checks the first bytes against the claim, before anything is sent.</summary>
    /// <exception cref="UploadRejectedException">They are of another type.</exception>
    internal async ValueTask CheckStartAsync(MediaType claimed, PartReader parts, CancellationToken cancellationToken)
    {
        if (_types.Count == 0)
        {
            return;
        }

        var start = await parts.PeekAsync(FileTypes.StartLength, cancellationToken).ConfigureAwait(false);
        if (!FileTypes.BytesAgree(claimed.Bare, start.Span))
        {
            throw Mismatch(claimed, FileTypes.Recognize(start.Span) is { } found
                ? $"the bytes are of type {found.Name}"
                : start.IsEmpty ? "the file is empty" : "the bytes are of another type");
        }
    }

    private static UploadRejectedException Mismatch(MediaType claimed, string found) => new(
        UploadRejection.ContentTypeMismatch,
        $"The file claims to be {claimed.Bare}, but {found}. Send it under its true name and type.",
        claimed.Bare,
        found);
}
