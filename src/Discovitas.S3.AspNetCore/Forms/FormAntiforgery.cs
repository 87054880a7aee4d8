using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The framework's protection against forged requests, without its middleware, which would read the whole form first: the token comes in
/// the header, or in a field before the first file.
/// </summary>
internal static class FormAntiforgery
{
    /// <exception cref="RefusedException">The token is missing or wrong.</exception>
    /// <exception cref="InvalidOperationException">A token is required, and nothing can check it.</exception>
    internal static async Task RequireAsync(HttpContext http, FormFields fields)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: false })
        {
            return;
        }

        // There where the app asked for the middleware all the same.
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { } validated)
        {
            if (!validated.IsValid)
            {
                throw Refused(validated.Error);
            }

            return;
        }

        var antiforgery = http.RequestServices.GetService<IAntiforgery>()
            ?? throw new InvalidOperationException(
                "The form uploads of MapS3Uploads need antiforgery tokens, and no service can check them: call services.AddAntiforgery(), or .DisableAntiforgery() on what MapS3Uploads returns where no cookie signs anyone in.");
        await ValidateAsync(http, antiforgery, fields.ToForm()).ConfigureAwait(false);
    }

    // The fields so far stand in for the form, so that the framework finds its own there and reads no body.
    private static async Task ValidateAsync(HttpContext http, IAntiforgery antiforgery, FormCollection fields)
    {
        var original = http.Features.Get<IFormFeature>();
        http.Features.Set<IFormFeature>(new FormFeature(fields));
        try
        {
            await antiforgery.ValidateRequestAsync(http).ConfigureAwait(false);
        }
        catch (AntiforgeryValidationException wrong)
        {
            throw Refused(wrong);
        }
        finally
        {
            http.Features.Set(original);
        }
    }

    private static RefusedException Refused(Exception? wrong) =>
        new(ProblemTable.Antiforgery, "The antiforgery token is missing or wrong. Send it in its header, or in a field before the first file.", wrong);
}
