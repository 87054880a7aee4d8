using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Configuration;

/// <summary>
/// Contains the rules for texts in options. They are the rules that the core applies to each upload, so that an option
/// that passes here does not fail later.
/// </summary>
internal static class OptionRules
{
    internal const int MaxTags = 10;

    private const int MaxTypeLength = 255;
    private const int MaxExtensionLength = 16;
    private const int MaxCacheControlLength = 1024;
    private const int MaxTagNameLength = 128;
    private const int MaxTagValueLength = 256;
    private const string MetadataPrefix = "x-amz-meta-";

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Returns whether a text is a media type without parameters (RFC 9110, section 8.3.1).</summary>
    internal static bool IsContentType(string? text) =>
        text is { Length: > 0 and <= MaxTypeLength }
        && !text.Contains('*', StringComparison.Ordinal)
        && MediaTypeHeaderValue.TryParse(text, out var type)
        && type.MediaType.Equals(text, StringComparison.Ordinal);

    /// <summary>Returns whether a text is an extension, with or without its dot.</summary>
    internal static bool IsExtension(string? text) =>
        text?.TrimStart('.') is { Length: > 0 and <= MaxExtensionLength } letters
            && letters.All(char.IsAsciiLetterOrDigit);

    /// <summary>Returns whether a text can be the name of user metadata: a token (RFC 9110, section 5.6.2).</summary>
    internal static bool IsMetadataName(string? text) =>
        text is { Length: > 0 }
        && !text.AsSpan().ContainsAnyExcept(TokenCharacters)
        && !text.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a text can be a header's value: visible ASCII with single spaces inside.</summary>
    internal static bool IsCacheControl(string text) =>
        text is { Length: > 0 and <= MaxCacheControlLength }
        && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && !text.StartsWith(' ') && !text.EndsWith(' ');

    /// <summary>Returns whether a name and a value can be an object tag.</summary>
    internal static bool IsTag(string name, string? value) =>
        name.Length is > 0 and <= MaxTagNameLength
        && value is { Length: <= MaxTagValueLength }
        && (name + value).All(IsTagCharacter)
        && !name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    private static bool IsTagCharacter(char c) =>
        char.IsLetterOrDigit(c) || " +-=._:/@".Contains(c, StringComparison.Ordinal);
}
