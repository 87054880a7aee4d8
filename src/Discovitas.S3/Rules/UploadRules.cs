using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Rules;

/// <summary>
/// What may come in: the size is counted where the bytes are read, all else is decided here. With a
/// list of types, claim, extension and first bytes must agree; without one a claim is only checked for its form.
/// </summary>
internal sealed class UploadRules
{
    // Null: any.
    private readonly HashSet<string>? _types;
    private readonly HashSet<string>? _extensions;

    internal UploadRules(S3Settings settings)
        : this(Types(settings.AllowedContentTypes), Extensions(settings.AllowedExtensions))
    {
    }

    private UploadRules(HashSet<string>? types, HashSet<string>? extensions)
    {
        _types = types;
        _extensions = extensions;
    }

    /// <summary>These rules and, beside them, those of one upload.</summary>
    internal UploadRules With(UploadLimits? limits) => limits is null
        ? this
        : new UploadRules(
            Both(_types, Types(limits.AllowedContentTypes)), Both(_extensions, Extensions(limits.AllowedExtensions)));

    /// <summary>Checks what is claimed, before a byte is read.</summary>
    /// <returns>The type in its one form.</returns>
    /// <exception cref="UploadRejectedException">A rule is broken.</exception>
    internal MediaType CheckClaims(FileUploadRequest request)
    {
        var type = MediaType.Parse(request.ContentType);
        var extension = FileExtension.Parse(request.FileName).Value.TrimStart('.');
        if (_types?.Contains(type.Bare) == false)
        {
            throw new UploadRejectedException(
                UploadRejectionReason.ContentTypeNotAllowed,
                $"Files of type {type.Bare} are not accepted. Accepted are: {Listed(_types)}.",
                Listed(_types),
                type.Bare);
        }

        if (_extensions?.Contains(extension) == false)
        {
            throw new UploadRejectedException(
                UploadRejectionReason.ExtensionNotAllowed,
                $"Files named {(extension.Length == 0 ? "without an extension" : "." + extension)} are not " +
                $"accepted. Accepted are: {Listed(_extensions)}.",
                Listed(_extensions),
                extension);
        }

        if (_types is not null && !FileTypes.ExtensionAgrees(type.Bare, extension))
        {
            throw Mismatch(type, $"the name ends with .{extension}");
        }

        return type;
    }

    /// <summary>Whether the first bytes must be of the type claimed: where there is a list of types.</summary>
    internal bool ChecksBytes => _types is not null;

    /// <summary>Checks the first bytes against the claim, before anything is sent.</summary>
    /// <exception cref="UploadRejectedException">They are of another type.</exception>
    internal static void CheckBytes(MediaType claimed, ReadOnlySpan<byte> start)
    {
        if (!FileTypes.BytesAgree(claimed.Bare, start))
        {
            throw Mismatch(claimed, FileTypes.Recognize(start) is { } found
                ? $"the bytes are of type {found.Name}"
                : start.IsEmpty ? "the file is empty" : "the bytes are of another type");
        }
    }

    internal static UploadRejectedException TooLarge(long limit, string found) => new(
        UploadRejectionReason.TooLarge,
        $"The file is too large: at most {limit} bytes are allowed, and this is {found}.",
        $"{limit} bytes",
        found);

    private static HashSet<string>? Types(IEnumerable<string> types) =>
        !types.Any() ? null : types.Select(type => MediaType.Parse(type).Bare).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string>? Extensions(IEnumerable<string> extensions) =>
        !extensions.Any() ? null
            : extensions.Select(extension => extension.TrimStart('.')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<string>? Both(HashSet<string>? one, HashSet<string>? other) =>
        one is null || other is null ? one ?? other : one.Where(other.Contains).ToHashSet(one.Comparer);

    private static string Listed(HashSet<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal));

    private static UploadRejectedException Mismatch(MediaType claimed, string found) => new(
        UploadRejectionReason.ContentTypeMismatch,
        $"The file claims to be {claimed.Bare}, but {found}. Send it under its true name and type.",
        claimed.Bare,
        found);
}
