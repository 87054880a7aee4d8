using System.Text;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>The fields of a form that are no files: few, small, and held until the request ends.</summary>
/// <param name="metadata">The names of those that are stored with the files.</param>
internal sealed class FormFields(IReadOnlySet<string> metadata)
{
    private const int MaxFields = 64;
    private const int MaxBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, StringValues> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.OrdinalIgnoreCase);
    private int _count;
    private int _bytes;

    /// <summary>What is stored with every file.</summary>
    internal IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The fields so far, as the framework has them.</summary>
    internal FormCollection ToForm() => new(new Dictionary<string, StringValues>(_values, StringComparer.OrdinalIgnoreCase));

    /// <summary>Counts a part of which nothing is kept.</summary>
    /// <exception cref="RefusedException">There are too many.</exception>
    internal void Count()
    {
        if (++_count > MaxFields)
        {
            throw FormParts.Malformed($"It has more than {MaxFields} fields.");
        }
    }

    /// <summary>Reads a field.</summary>
    /// <exception cref="RefusedException">It is one too many, too long, not UTF-8, or metadata that would be lost.</exception>
    internal async Task AddAsync(FormPart part, bool isAfterFile, CancellationToken cancellationToken)
    {
        Count();
        var name = part.Disposition.Name;
        if (isAfterFile && metadata.Contains(name))
        {
            throw FormParts.Malformed("A field that is stored with the files comes after a file, which is stored already. Put the fields first.");
        }

        Take(Encoding.UTF8.GetByteCount(name));
        var value = await ReadAsync(part.Bytes, cancellationToken).ConfigureAwait(false);
        _values[name] = StringValues.Concat(_values.GetValueOrDefault(name), value);
        if (metadata.Contains(name) && !_metadata.TryAdd(name, value))
        {
            throw FormParts.Malformed("A field that is stored with the files comes twice.");
        }
    }

    private async Task<string> ReadAsync(Stream bytes, CancellationToken cancellationToken)
    {
        // One byte more than is left tells that there is more.
        var buffer = new byte[MaxBytes - _bytes + 1];
        var length = await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        Take(length);
        try
        {
            return StrictUtf8.GetString(buffer, 0, length);
        }
        catch (DecoderFallbackException broken)
        {
            throw FormParts.Malformed("A field is not UTF-8.", broken);
        }
    }

    private void Take(int bytes)
    {
        _bytes += bytes;
        if (_bytes > MaxBytes)
        {
            throw FormParts.Malformed($"Its fields take more than {MaxBytes} bytes.");
        }
    }
}
