using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Rules;

/// <summary>
/// Decides which files are accepted; only the size is checked elsewhere, where the bytes are read. With a list of
/// types, the content type, the extension and the first bytes must agree; without one, only the form of the content
/// type is checked.
/// </summary>
internal sealed class UploadRules
{
    // Null allows any.
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

    /// <summary>Returns these rules together with those of one upload.</summary>
    internal UploadRules With(UploadLimits? limits) => limits is null
        ? this
        : new UploadRules(
            Both(_types, Types(limits.AllowedContentTypes)),
            Both(_extensions, Extensions(limits.AllowedExtensions)));

    /// <summary>Checks the content type and the extension, before a byte is read.</summary>
    /// <returns>The content type that is stored.</returns>
    /// <exception cref="UploadRejectedException">The request breaks a rule.</exception>
    internal MediaType CheckTypeAndName(FileUploadRequest request)
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
            var named = extension.Length == 0 ? "without an extension" : "." + extension;
            throw new UploadRejectedException(
                UploadRejectionReason.ExtensionNotAllowed,
                $"Files named {named} are not accepted. Accepted are: {Listed(_extensions)}.",
                Listed(_extensions),
                extension);
        }

        if (_types is not null && !FileTypes.ExtensionAgrees(type.Bare, extension))
        {
            throw Mismatch(type, $"the name ends with .{extension}");
        }

        return type;
    }

    /// <summary>
    /// Gets a value indicating whether the first bytes must be of the content type, because there is a list of types.
    /// </summary>
    internal bool ChecksBytes => _types is not null;

    /// <summary>Checks the first bytes against the content type, before anything is sent.</summary>
    /// <exception cref="UploadRejectedException">The bytes are of another type.</exception>
    internal static void CheckBytes(MediaType stated, ReadOnlySpan<byte> start)
    {
        if (!FileTypes.BytesAgree(stated.Bare, start))
        {
            throw Mismatch(stated, FileTypes.Recognize(start) is { } found
                ? $"the bytes are of type {found.Name}"
                : start.IsEmpty ? "the file is empty" : "the bytes are of another type");
        }
    }

    internal static UploadRejectedException TooLarge(long limit, string found) => new(
        UploadRejectionReason.TooLarge,
        $"The file is too large: at most {limit} bytes are allowed, and this is {found}.",
        $"{limit} bytes",
        found);

    internal static UploadRejectedException OtherLength(long stated, string found) => new(
        UploadRejectionReason.LengthMismatch,
        $"The content has {found} instead of the stated {stated} bytes. Nothing is stored, because one of the two is "
        + "wrong. Rewind or reopen the source and upload it again.",
        $"{stated} bytes",
        found);

    private static HashSet<string>? Types(IEnumerable<string> types) =>
        !types.Any() ? null : types.Select(type => MediaType.Parse(type).Bare).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string>? Extensions(IEnumerable<string> extensions) =>
        !extensions.Any()
            ? null
            : extensions.Select(extension => extension.TrimStart('.')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<string>? Both(HashSet<string>? one, HashSet<string>? other) =>
        one is null || other is null ? one ?? other : one.Where(other.Contains).ToHashSet(one.Comparer);

    private static string Listed(HashSet<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal));

    private static UploadRejectedException Mismatch(MediaType stated, string found) => new(
        UploadRejectionReason.ContentTypeMismatch,
        $"The file was sent as {stated.Bare}, but {found}. Send it with its correct name and type.",
        stated.Bare,
        found);
}
