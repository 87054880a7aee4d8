using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// Checks the framework's antiforgery token without its middleware, which would read the whole form first. The token is
/// in its header, or in a field before the first file.
/// </summary>
internal static class FormAntiforgery
{
    /// <exception cref="ProblemException">The token is missing or wrong.</exception>
    /// <exception cref="InvalidOperationException">A token is required, and no service can check it.</exception>
    internal static async Task RequireAsync(HttpContext http, FormFields fields)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: false })
        {
            return;
        }

        // The app uses the middleware nevertheless.
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { } validated)
        {
            if (!validated.IsValid)
            {
                throw Invalid(validated.Error);
            }

            return;
        }

        var antiforgery = http.RequestServices.GetService<IAntiforgery>()
            ?? throw new InvalidOperationException(AntiforgeryAdvice.Get(http.Request.Path));
        await ValidateAsync(http, antiforgery, fields.ToForm()).ConfigureAwait(false);
    }

    // The fields so far stand in for the form: the framework finds its token there and does not read the body.
    private static async Task ValidateAsync(HttpContext http, IAntiforgery antiforgery, FormCollection fields)
    {
        var original = http.Features.Get<IFormFeature>();
        http.Features.Set<IFormFeature>(new FormFeature(fields));
        try
        {
            await antiforgery.ValidateRequestAsync(http).ConfigureAwait(false);
        }
        catch (AntiforgeryValidationException failure)
        {
            throw Invalid(failure);
        }
        finally
        {
            http.Features.Set(original);
        }
    }

    private static ProblemException Invalid(Exception? innerException) => new(
        ProblemTable.Antiforgery,
        "The antiforgery token is missing or wrong. Send it in its header, or in a field before the first file.",
        innerException);
}
