using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Exceptions;

/// <summary>
/// Finds the problem of a form that the framework could not bind to the parameters of an app's own endpoint. It does
/// not throw then, and the app's code does not run: a minimal API responds with a status and no body.
/// </summary>
internal static class UnreadForm
{
    private const string FormType = "multipart/form-data";

    // What the framework's reader says of FormOptions.MultipartBodyLengthLimit, in an exception that has no code.
    private const string TooLong = "Multipart body length limit";

    /// <summary>Returns the problem of a response that has no body, or null if the form was read.</summary>
    internal static async ValueTask<ProblemException?> FindAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        if (http.Response.HasStarted || !IsOfBinding(status) || !TakesForm(http.GetEndpoint()))
        {
            return null;
        }

        if (!http.Request.HasFormContentType)
        {
            return status is StatusCodes.Status415UnsupportedMediaType
                ? new(ProblemTable.UnsupportedMediaType, $"Send the file as a form ({FormType}).")
                : null;
        }

        return await ProblemAsync(http).ConfigureAwait(false)
            ?? (http.Request.Form.Files.Count > 0 ? null : new(ProblemTable.MissingFile, "The form has no file."));
    }

    /// <summary>Returns why the form cannot be read, or null if it can.</summary>
    internal static async ValueTask<ProblemException?> ProblemAsync(HttpContext http)
    {
        try
        {
            // What the framework has tried before, with the same result.
            await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
            return null;
        }
        catch (BadHttpRequestException failure)
        {
            return ProblemMapping.Find(failure);
        }
        catch (InvalidDataException failure) when (failure.Message.StartsWith(TooLong, StringComparison.Ordinal))
        {
            return new(ProblemTable.TooLarge, "The form is larger than this server accepts.", failure);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return new(ProblemTable.MalformedForm, "The form is truncated, or does not follow RFC 7578.", failure);
        }
    }

    private static bool IsOfBinding(int status) => status is StatusCodes.Status400BadRequest
        or StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge
        or StatusCodes.Status415UnsupportedMediaType;

    private static bool TakesForm(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains(FormType) == true;
}
