using Microsoft.AspNetCore.Http;

namespace Discovitas.S3;

/// <summary>From ASP.NET Core's form files to uploads.</summary>
public static class FormFileExtensions
{
    /// <summary>
    /// The upload of a file that a form has brought, with the name and the type that its sender claims. The file can be uploaded once,
    /// while the request lasts. ASP.NET Core has by then received it whole, into a temporary file if it is over 64 KB.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <returns>The request, to complete with <c>with { Folder = … }</c> and the like.</returns>
    public static FileUploadRequest ToUploadRequest(this IFormFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new FileUploadRequest(file.FileName, string.IsNullOrEmpty(file.ContentType) ? UploadGroup.UnknownType : file.ContentType, file.OpenReadStream());
    }
}
