using System.Net.Mime;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="IFormFile"/>.</summary>
public static class FormFileExtensions
{
    /// <summary>
    /// Creates an upload request from a file of a form, with the name and content type that its sender states.
    /// </summary>
    /// <param name="file">
    /// The file. ASP.NET Core has received it already, into a temporary file if it is larger than 64 KB.
    /// </param>
    /// <returns>
    /// A request that can be uploaded once, while the HTTP request lasts. Set further properties with an expression
    /// such as <c>with { Folder = … }</c>.
    /// </returns>
    public static FileUploadRequest ToUploadRequest(this IFormFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var type = string.IsNullOrEmpty(file.ContentType) ? MediaTypeNames.Application.Octet : file.ContentType;
        return new FileUploadRequest(file.FileName, type, file.OpenReadStream());
    }
}
