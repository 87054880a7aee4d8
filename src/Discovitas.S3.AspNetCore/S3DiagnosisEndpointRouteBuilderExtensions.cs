using Discovitas.S3.AspNetCore.DiagnosisPage;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="IEndpointRouteBuilder"/> that map the diagnosis of a store.</summary>
public static class S3DiagnosisEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a page that shows what <see cref="S3Service.DiagnoseAsync"/> finds, or the same as JSON to a request with
    /// <c>Accept: application/json</c>. Outside the environment <c>Development</c> it is answered with 404, unless
    /// <see cref="S3DiagnosisPageOptions.AllowOutsideDevelopment"/> is set. One request at a time is answered, and each
    /// stores and removes test files.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The route of the page.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The endpoint, for instance for <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">The store is not registered; the message names it.</exception>
    /// <example>
    /// <code>
    /// app.MapS3Diagnosis("/diagnosis");
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapS3Diagnosis(
        this IEndpointRouteBuilder endpoints,
        string pattern = "/diagnosis",
        Action<S3DiagnosisPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new S3DiagnosisPageOptions();
        configure?.Invoke(options);
        ArgumentNullException.ThrowIfNull(options.Expected);
        var services = endpoints.ServiceProvider;
        var isShown = options.AllowOutsideDevelopment
            || services.GetRequiredService<IHostEnvironment>().IsDevelopment();
        if (isShown)
        {
            var store = DiagnosisEndpoint.FindStore(services, options.Store);
            return endpoints.MapGet(pattern, new DiagnosisEndpoint(store, options.Expected).RespondAsync);
        }

        // For any method, so that nothing shows that there could be a page.
        return endpoints.Map(pattern, http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
