using System.Buffers;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Forms;

/// <summary>A form that uploads a file. It is read up to the file, whose bytes follow.</summary>
internal sealed class UploadForm
{
    private const int BufferSize = 128 * 1024;
    private const int MaxPreDataLength = 20 * 1024;
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FormParts _parts;
    private readonly Stream _file;

    private UploadForm(FormParts parts, FormFields fields, Stream file)
    {
        _parts = parts;
        _file = file;
        Fields = fields;
    }

    internal FormFields Fields { get; }

    /// <summary>Reads the fields of a form, up to its file.</summary>
    /// <param name="http">The request.</param>
    /// <param name="replaceFile">Replaces the file's stream; <see langword="null"/> to read it as it is.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    internal static async Task<UploadForm> OpenAsync(
        HttpRequest http, Func<Stream, Stream>? replaceFile, CancellationToken cancellationToken)
    {
        var parts = new FormParts(http, MaxPreDataLength);
        var fields = new FormFields();
        var left = MaxPreDataLength;
        while (await parts.NextAsync(cancellationToken).ConfigureAwait(false) is { } part)
        {
            left -= part.HeaderLength + parts.Boundary.Length + "--\r\n".Length;
            if (part.IsFile && left >= 0)
            {
                fields.Expand(part.FileName);
                return new UploadForm(parts, fields, replaceFile?.Invoke(part.Body) ?? part.Body);
            }

            var value = await ReadFieldAsync(part.Body, left - "\r\n".Length, cancellationToken)
                .ConfigureAwait(false);
            left -= value.Length + "\r\n".Length;
            fields.Add(part.Name, Text(value));
        }

        throw WrongNumberOfFiles("0");
    }

    /// <summary>Copies the file and verifies it.</summary>
    /// <param name="destination">The destination, to be discarded on failure.</param>
    /// <param name="sizes">The sizes that the policy allows.</param>
    /// <param name="expected">The checksums according to the form.</param>
    /// <param name="cancellationToken">Cancels copying.</param>
    internal async Task<ReceivedBody> CopyFileAsync(
        Stream destination, SizeRange sizes, ExpectedChecksums expected, CancellationToken cancellationToken)
    {
        using var hashes = new BodyHashes(withSha256: false, expected.Algorithm ?? ChecksumAlgorithm.Default);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            int count;
            while ((count = await FormParts.ReadAsync(_file, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += count;

                // A file that is too large is read to its end, because the error contains its size, but it is not
                // stored.
                if (length <= sizes.Max)
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

    /// <summary>
    /// Reads the form to its end. Ignores fields after the file, and throws if there is a second file.
    /// </summary>
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
        int count;
        while (most >= 0
            && (count = await FormParts.ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            value.Write(buffer, 0, count);
            most -= count;
        }

        return most >= 0
            ? value.ToArray()
            : throw new S3Exception(
                S3Error.MaxPostPreDataLengthExceeded, null, ("MaxPostPreDataLengthBytes", $"{MaxPreDataLength}"));
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
        S3Error.InvalidArgument, "POST requires exactly one file upload per request.",
        ("ArgumentName", "file"), ("ArgumentValue", number));
}
