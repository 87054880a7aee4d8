using Discovitas.S3.AspNetCore.Exceptions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Discovitas.S3;

/// <summary>Extension methods for apps with endpoints of their own that use <see cref="S3Service"/>.</summary>
public static class S3ProblemDetailsServiceCollectionExtensions
{
    /// <summary>
    /// Responds to rejected files and failures of the store, in every endpoint of the app, as the routes of
    /// <c>MapS3Uploads</c> do: with problem details (RFC 9457), for instance status 413 and the code <c>too-large</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Registers an <see cref="IExceptionHandler"/> for <see cref="UploadRejectedException"/>,
    /// <see cref="UploadInspectionException"/> and <see cref="S3StoreException"/>, which leaves any other exception to
    /// the handlers after it, and calls <c>AddProblemDetails()</c>. Forms that the framework cannot read for an
    /// <see cref="IFormFile"/> get their problem too, for instance those over Kestrel's limit of 30 MB. The response
    /// goes through <see cref="IProblemDetailsService"/>, so that <c>CustomizeProblemDetails</c> applies.
    /// </para>
    /// <para>
    /// The app must call <c>app.UseExceptionHandler()</c>. Without it, nothing calls the handler, and the response is
    /// an empty 500; only the developer's exception page, which an app has in development, responds in the same way to
    /// clients that do not ask for HTML. For single endpoints without a handler, see <c>WithUploadProblems()</c>.
    /// </para>
    /// </remarks>
    /// <param name="services">The services of the app.</param>
    /// <returns>The same services.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddS3Uploads();
    /// builder.Services.AddS3ProblemDetails();
    /// var app = builder.Build();
    /// app.UseExceptionHandler();
    /// </code>
    /// </example>
    public static IServiceCollection AddS3ProblemDetails(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddProblemDetails();

        // Otherwise the framework responds with a status and no body, or as if a parameter were missing.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, UnreadFormMiddleware>());
        services.Configure<MvcOptions>(options => options.Filters.Add(new UnreadFormFilter()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExceptionHandler, S3ExceptionHandler>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IDeveloperPageExceptionFilter, DeveloperPageFilter>());
        return services;
    }
}
