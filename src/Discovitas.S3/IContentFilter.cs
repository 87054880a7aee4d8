using System.Buffers;

namespace Discovitas.S3;

/// <summary>
/// Checks or changes the bytes of files while they stream to the store. A filter that
/// <see cref="S3UploadsBuilder.AddContentFilter"/> adds sees every file of its store, however it was uploaded, before
/// anything of it is kept: an upload through this process is filtered before it is sent; a direct upload, or a file
/// that <see cref="S3Service.KeepAsync"/> keeps, is read from where it is pending, filtered and written anew.
/// </summary>
public interface IContentFilter
{
    /// <summary>
    /// Returns the bytes to store. Called once for each file, before any of its bytes are read. It must return the same
    /// bytes for the same content, and change nothing in what it has returned itself, since a file can be filtered more
    /// than once.
    /// </summary>
    /// <param name="file">
    /// The file. What the filter finds out about it while it is read, such as <see cref="FilteredFile.Image"/>, it
    /// writes there.
    /// </param>
    /// <param name="content">
    /// The bytes as they are received, forward only; asynchronous reads only. The filter does not dispose it, and need
    /// not read it to its end.
    /// </param>
    /// <returns>
    /// A stream that is read once, asynchronously and to its end. Reading throws
    /// <see cref="UploadRejectedException"/> if the file is rejected; then nothing is stored, also if bytes were
    /// returned before. The caller disposes it.
    /// </returns>
    /// <exception cref="UploadRejectedException">The filter rejects the file.</exception>
    public Stream Filter(FilteredFile file, Stream content);

    /// <summary>
    /// Returns the bytes to store of content that is in memory and fits into one part, without a copy where nothing
    /// changes: the same bytes as <see cref="Filter"/> returns.
    /// </summary>
    /// <param name="file">The file, as for <see cref="Filter"/>.</param>
    /// <param name="content">All bytes as they are received. The filter must not change them.</param>
    /// <returns>
    /// The bytes; <see langword="null"/>, the default, if the content is to be read by <see cref="Filter"/> instead.
    /// </returns>
    /// <exception cref="UploadRejectedException">The filter rejects the file.</exception>
    public ReadOnlySequence<byte>? FilterBytes(FilteredFile file, ReadOnlyMemory<byte> content) => null;
}
