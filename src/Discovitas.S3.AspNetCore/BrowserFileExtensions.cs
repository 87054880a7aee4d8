using System.Net.Mime;
using Discovitas.S3.AspNetCore.Blazor;
using Microsoft.AspNetCore.Components.Forms;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="IBrowserFile"/>, the file of Blazor's <c>InputFile</c>.</summary>
public static class BrowserFileExtensions
{
    // As that of MapS3Uploads.
    private const long DefaultMaxFileSize = 100 * 1024 * 1024;

    /// <summary>
    /// Creates an upload request from a file of up to 100 MiB that a user has chosen, with the name and content type
    /// that the browser states.
    /// </summary>
    /// <inheritdoc cref="ToUploadRequest(IBrowserFile, long)"/>
    public static FileUploadRequest ToUploadRequest(this IBrowserFile file) =>
        ToUploadRequest(file, DefaultMaxFileSize);

    /// <summary>
    /// Creates an upload request from a file that a user has chosen, with the name and content type that the browser
    /// states. A type that the browser does not know becomes <c>application/octet-stream</c>. The file is opened when
    /// the upload reads its first byte; its bytes then come from the browser, with Blazor Server over the connection of
    /// the circuit. <c>S3Upload</c> sends them past the server.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="maxFileSize">
    /// The maximum size of the file in bytes, in place of the <c>maxAllowedSize</c> of
    /// <see cref="IBrowserFile.OpenReadStream"/>. A larger file is rejected before any of its bytes are read: the
    /// upload throws an <see cref="UploadRejectedException"/> that states both sizes. The rules of
    /// <see cref="S3Settings"/> apply as well.
    /// </param>
    /// <returns>
    /// A request that can be uploaded once, while the browser shows the file. Set further properties with an expression
    /// such as <c>with { Folder = … }</c>; <see cref="FileUploadRequest.Limits"/> then replaces the maximum size.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxFileSize"/> is less than 1.</exception>
    /// <example>
    /// <code>
    /// var url = await s3.UploadAsync(args.File.ToUploadRequest(maxFileSize: 20 * 1024 * 1024), cancellationToken);
    /// </code>
    /// </example>
    public static FileUploadRequest ToUploadRequest(this IBrowserFile file, long maxFileSize)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFileSize, 1);
        var type = string.IsNullOrEmpty(file.ContentType) ? MediaTypeNames.Application.Octet : file.ContentType;
        return new FileUploadRequest(file.Name, type, new BrowserFileStream(file))
        {
            Limits = new UploadLimits { MaxFileSize = maxFileSize },
        };
    }
}
