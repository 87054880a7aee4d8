using System.Security.Cryptography;
using System.Text;
using Discovitas.S3.Text;

namespace Discovitas.S3.Keys;

/// <summary>
/// A key that this library creates, valid by construction: <c>{KeyPrefix}{Folder/}{uuid v4}{extension}</c>. It is
/// ASCII, has at most 1,024 bytes (Amazon S3, object key names) and is the same in a URL. It has 122 random bits, of
/// which those of a repeatable upload begin with a hash, and nothing of the file's name but its extension.
/// </summary>
internal readonly record struct ObjectKey
{
    internal const int MaxLength = 1024;

    private const int UuidLength = 36;

    // In a repeatable upload: 74 bits that all attempts share, and 48 bits of each attempt.
    private const int SharedLength = 24;
    private const int SharedBytes = 10;
    private const string NoAttempt = "000000000000";

    private ObjectKey(string value) => Value = value;

    internal string Value { get; }

    /// <summary>Gets the random part of the key, which no other file has.</summary>
    internal string Uuid => Value.Substring(Value.LastIndexOf('/') + 1, UuidLength);

    /// <summary>Creates the key of an upload, which it keeps for all attempts.</summary>
    /// <exception cref="UploadRejectedException">The folder is not allowed, or makes the key too long.</exception>
    internal static ObjectKey Create(FileUploadRequest request, string prefix)
    {
        var folder = FolderPrefix(request.Folder);
        var uuid = request.IdempotencyKey is { } repeatable ? Derive(prefix + folder, repeatable) : Guid.NewGuid();
        return Checked($"{prefix}{folder}{uuid:D}{FileExtension.Parse(request.FileName).Value}");
    }

    /// <summary>Gets what the keys of the file's variants begin with.</summary>
    internal string VariantPrefix => Value[..(Value.LastIndexOf('/') + 1 + UuidLength)] + "/";

    /// <summary>Gets the same of a variant's own key.</summary>
    internal string PrefixOfVariant => Value[..(Value.LastIndexOf('/') + 1)];

    /// <summary>Gets a value indicating whether this is the key of a variant, and not that of a file.</summary>
    internal bool IsVariant => VariantName.IsValid(Value.AsSpan(Value.LastIndexOf('/') + 1));

    /// <summary>Returns the key of a variant of the file.</summary>
    /// <exception cref="UploadRejectedException">The key is too long.</exception>
    internal ObjectKey Variant(string name) => Checked(VariantPrefix + name);

    /// <summary>Gets what the keys of all attempts of a repeatable upload begin with.</summary>
    internal string Stem => Value[..(Value.LastIndexOf('/') + 1 + SharedLength)];

    /// <summary>Gets a key that all attempts of a repeatable upload compute, and none uses.</summary>
    internal ObjectKey Shared => new(Stem + NoAttempt);

    /// <summary>Gets what follows the last slash: the random part, and the extension.</summary>
    internal string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>Gets the extension with its dot; empty for none.</summary>
    internal string Extension => Value[(Value.LastIndexOf('/') + 1 + UuidLength)..];

    /// <summary>
    /// Returns the key of the same file under another prefix: where it waits, or where it is kept. One is computed from
    /// the other, so that repeating a step finds the same objects.
    /// </summary>
    /// <exception cref="UploadRejectedException">The key is too long with that prefix.</exception>
    internal ObjectKey Under(string otherPrefix, string prefix) =>
        Checked(otherPrefix + Value[prefix.Length..]);

    /// <summary>Creates a key directly below the prefix, which belongs to no file.</summary>
    internal static ObjectKey CreateUnused(string prefix) => new($"{prefix}{Guid.NewGuid():D}");

    /// <summary>Returns a key that the store has listed, which belongs to no file.</summary>
    internal static ObjectKey Unchecked(string listed) => new(listed);

    /// <summary>Returns the folder with a slash at its end, or an empty string for no folder.</summary>
    /// <exception cref="UploadRejectedException">The folder is not allowed.</exception>
    internal static string FolderPrefix(string? folder)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return "";
        }

        return KeyFolder.IsValid(folder)
            ? folder + "/"
            : throw new UploadRejectedException(
                UploadRejectionReason.InvalidFolder,
                $"The folder {LogSafe.Quote(folder)} is not allowed: {KeyFolder.Rule}. Build it from ids, not from " +
                "names that people choose.",
                KeyFolder.Rule,
                LogSafe.Quote(folder));
    }

    /// <summary>Returns whether <paramref name="text"/> is a key that <see cref="Create"/> can create.</summary>
    internal static bool TryParse(string text, string prefix, out ObjectKey key)
    {
        key = default;
        if (text.Length > MaxLength || !text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(prefix.Length);
        var slash = rest.LastIndexOf('/');
        if ((slash >= 0 && !KeyFolder.IsValid(rest[..slash])) || !IsFileName(rest[(slash + 1)..]))
        {
            return false;
        }

        key = new ObjectKey(text);
        return true;
    }

    /// <summary>Returns whether <paramref name="text"/> is a key that <see cref="Variant"/> can return.</summary>
    internal static bool TryParseVariant(string text, string prefix, out ObjectKey key)
    {
        key = default;
        var slash = text.LastIndexOf('/');
        if (slash < 0
            || text.Length > MaxLength
            || !VariantName.IsValid(text.AsSpan(slash + 1))
            || !TryParse(text[..slash], prefix, out var original)
            || original.Extension.Length > 0)
        {
            return false;
        }

        key = new ObjectKey(text);
        return true;
    }

    public override string ToString() => Value;

    // In the form of a version 4 UUID (RFC 9562, section 5.4), as all keys have it. The last 48 bits are random, so
    // that nobody can compute the key, and each attempt has one of its own. The hash is one of the prefix as well: two
    // stores in one bucket may have the same pending prefix.
    private static Guid Derive(string folder, string repeatable)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"discovitas-s3\n{folder}\n{repeatable}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        RandomNumberGenerator.Fill(hash[SharedBytes..16]);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static ObjectKey Checked(string key) => key.Length <= MaxLength
        ? new ObjectKey(key)
        : throw new UploadRejectedException(
            UploadRejectionReason.InvalidFolder,
            $"With this folder the key has {key.Length} characters, and S3 allows {MaxLength}. Use a shorter folder.",
            $"{MaxLength} characters",
            $"{key.Length} characters");

    /// <summary>Returns whether a text is a UUID of version 4 and an extension.</summary>
    internal static bool IsFileName(ReadOnlySpan<char> name) =>
        name.Length >= UuidLength
        && IsUuid4(name[..UuidLength])
        && FileExtension.IsValid(name[UuidLength..]);

    // RFC 9562, section 5.4: version 4 at character 14, variant 8, 9, a or b at character 19. Guid also parses signs
    // and "0x" in some places, so only the form that it would write itself, in lower case, is accepted.
    private static bool IsUuid4(ReadOnlySpan<char> text)
    {
        Span<char> canonical = stackalloc char[UuidLength];
        return Guid.TryParseExact(text, "D", out var uuid)
            && uuid.TryFormat(canonical, out _, "D")
            && text.SequenceEqual(canonical)
            && text[14] == '4'
            && text[19] is '8' or '9' or 'a' or 'b';
    }
}
