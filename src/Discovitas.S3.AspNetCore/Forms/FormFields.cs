using System.Text;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.Extensions.Primitives;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>The fields of a form that are not files: few, small, and kept in memory until the request ends.</summary>
/// <param name="metadataNames">The names of the fields that are stored with the files.</param>
internal sealed class FormFields(IReadOnlySet<string> metadataNames)
{
    private const int MaxFields = 64;
    private const int MaxBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, StringValues> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.OrdinalIgnoreCase);
    private int _count;
    private int _bytes;

    /// <summary>Gets the fields that are stored with every file.</summary>
    internal IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Returns the values of a field; none if it has not been read.</summary>
    internal StringValues Get(string name) => _values.GetValueOrDefault(name);

    /// <summary>Returns the fields so far as a form of the framework.</summary>
    internal FormCollection ToForm() =>
        new(new Dictionary<string, StringValues>(_values, StringComparer.OrdinalIgnoreCase));

    /// <summary>Counts a part of which nothing is kept.</summary>
    /// <exception cref="ProblemException">There are too many fields.</exception>
    internal void Count()
    {
        if (++_count > MaxFields)
        {
            throw FormReader.Malformed($"It has more than {MaxFields} fields.");
        }
    }

    /// <summary>Reads a field.</summary>
    /// <exception cref="ProblemException">
    /// There are too many fields, the field is too long or not UTF-8, or it is metadata that could not be stored.
    /// </exception>
    internal async Task AddAsync(FormPart part, bool isAfterFile, CancellationToken cancellationToken)
    {
        Count();
        var name = part.Disposition.Name;
        if (isAfterFile && metadataNames.Contains(name))
        {
            throw FormReader.Malformed(
                "A field that is stored with the files follows a file, which is stored already. Put the fields first.");
        }

        Take(Encoding.UTF8.GetByteCount(name));
        var value = await ReadAsync(part.Content, cancellationToken).ConfigureAwait(false);
        _values[name] = StringValues.Concat(_values.GetValueOrDefault(name), value);
        if (metadataNames.Contains(name) && !_metadata.TryAdd(name, value))
        {
            throw FormReader.Malformed("A field that is stored with the files is given twice.");
        }
    }

    private async Task<string> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        // One byte more than is left shows whether there is more.
        var buffer = new byte[MaxBytes - _bytes + 1];
        var length = await content
            .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        Take(length);
        try
        {
            return StrictUtf8.GetString(buffer, 0, length);
        }
        catch (DecoderFallbackException failure)
        {
            throw FormReader.Malformed("A field is not UTF-8.", failure);
        }
    }

    private void Take(int bytes)
    {
        _bytes += bytes;
        if (_bytes > MaxBytes)
        {
            throw FormReader.Malformed($"Its fields are larger than {MaxBytes} bytes.");
        }
    }
}
