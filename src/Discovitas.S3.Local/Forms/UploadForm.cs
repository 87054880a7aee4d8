using System.Buffers;
using System.Text;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Forms;

/// <summary>A form that uploads a file, read up to the file: its fields, and the file's bytes still to come.</summary>
internal sealed class UploadForm
{
    private const int BufferSize = 128 * 1024;
    private const int LargestPreData = 20 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FormParts _parts;
    private readonly Stream _file;

    private UploadForm(FormParts parts, FormFields fields, Stream file)
    {
        _parts = parts;
        _file = file;
        Fields = fields;
    }

    public FormFields Fields { get; }

    /// <param name="http">The request.</param>
    /// <param name="replaceFile">Replaces the file's stream; <see langword="null"/> to read it as it is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<UploadForm> OpenAsync(HttpRequest http, Func<Stream, Stream>? replaceFile, CancellationToken cancellationToken)
    {
        var parts = new FormParts(http, LargestPreData);
        var fields = new FormFields();
        var left = LargestPreData;
        while (await parts.NextAsync(cancellationToken).ConfigureAwait(false) is { } part)
        {
            left -= part.HeadLength + parts.Boundary.Length + "--\r\n".Length;
            if (part.IsFile && left >= 0)
            {
                fields.Expand(part.FileName);
                return new UploadForm(parts, fields, replaceFile?.Invoke(part.Body) ?? part.Body);
            }

            var value = await ReadFieldAsync(part.Body, left - "\r\n".Length, cancellationToken).ConfigureAwait(false);
            left -= value.Length + "\r\n".Length;
            fields.Add(part.Name, Text(value));
        }

        throw WrongNumberOfFiles("0");
    }

    /// <summary>Copies the file and verifies it.</summary>
    /// <param name="destination">Where it goes; worthless on failure.</param>
    /// <param name="sizes">How large it may be.</param>
    /// <param name="expected">What the form says of its checksums.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public async Task<ReceivedBody> CopyFileAsync(
        Stream destination, SizeRange sizes, ExpectedChecksums expected, CancellationToken cancellationToken)
    {
        using var hashes = new BodyHashes(withSha256: false, expected.Algorithm);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            for (int count; (count = await FormParts.ReadAsync(_file, buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                length += count;

                // what is too large is counted to its end, because the answer names its size, but it is not kept
                if (length <= sizes.Most)
                {
                    hashes.Append(buffer.AsSpan(0, count));
                    await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                }
            }

            await EndAsync(cancellationToken).ConfigureAwait(false);
            sizes.Check(length);
            return hashes.Finish(sha256: null, expected.Md5, expected.Value);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads the form to its end: what follows the file is ignored, but for a second file.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        while (await _parts.NextAsync(cancellationToken).ConfigureAwait(false) is { } part)
        {
            if (part.IsFile)
            {
                throw WrongNumberOfFiles("2");
            }
        }
    }

    private static async Task<byte[]> ReadFieldAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var value = new MemoryStream();
        var buffer = new byte[1024];
        for (int count; most >= 0 && (count = await FormParts.ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0; most -= count)
        {
            value.Write(buffer, 0, count);
        }

        return most >= 0
            ? value.ToArray()
            : throw new S3Exception(S3Error.MaxPostPreDataLengthExceeded, null, ("MaxPostPreDataLengthBytes", $"{LargestPreData}"));
    }

    private static string Text(byte[] value)
    {
        try
        {
            return StrictUtf8.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            throw new S3Exception(S3Error.MalformedPostRequest);
        }
    }

    private static S3Exception WrongNumberOfFiles(string number) => new(
        S3Error.InvalidArgument, "POST requires exactly one file upload per request.", ("ArgumentName", "file"), ("ArgumentValue", number));
}
