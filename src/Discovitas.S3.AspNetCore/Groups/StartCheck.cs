using Discovitas.S3.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.AspNetCore.Groups;

/// <summary>
/// Checks at start what only the built endpoints show: two groups on one path, and antiforgery tokens that no service
/// can check. Conventions such as <c>DisableAntiforgery()</c> are added after <c>MapS3Uploads</c> returns, and routing
/// itself builds the endpoints on the first request only.
/// </summary>
internal static class StartCheck
{
    private const string SourcesKey = "Discovitas.S3.UploadGroups";

    /// <summary>Checks the group that was mapped last when the app starts.</summary>
    internal static void Register(IEndpointRouteBuilder endpoints)
    {
        if (endpoints is IApplicationBuilder app)
        {
            CheckWhenPipelineIsBuilt(app, endpoints.DataSources.Last());
        }
        else
        {
            StopWhenStarted(endpoints.ServiceProvider);
        }
    }

    /// <summary>
    /// Returns the path, hosts and parameters of a route; the same for routes that routing cannot distinguish.
    /// </summary>
    private static string GetPath(RouteEndpoint endpoint)
    {
        var hosts = endpoint.Metadata.GetMetadata<IHostMetadata>()?.Hosts ?? [];
        var segments =
            endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf)));
        return $"{string.Join(',', hosts)}/{string.Join('/', segments)}".ToUpperInvariant();
    }

    // The factory of a middleware runs while the host starts, so an exception stops the start. It adds nothing to the
    // pipeline. Only the endpoints of upload groups are built here.
    private static void CheckWhenPipelineIsBuilt(IApplicationBuilder app, EndpointDataSource source)
    {
        if (app.Properties.TryGetValue(SourcesKey, out var known) && known is List<EndpointDataSource> sources)
        {
            sources.Add(source);
            return;
        }

        sources = [source];
        app.Properties[SourcesKey] = sources;
        app.Use(next =>
        {
            if (FindProblem(sources.SelectMany(group => group.Endpoints), app.ApplicationServices) is { } problem)
            {
                throw new InvalidOperationException(problem);
            }

            return next;
        });
    }

    // Inside another group, or in UseEndpoints, the app itself is out of reach, and an exception after the start is
    // only logged: so the app is stopped.
    private static void StopWhenStarted(IServiceProvider services)
    {
        if (services.GetService<IHostApplicationLifetime>() is { } lifetime)
        {
            lifetime.ApplicationStarted.Register(() =>
            {
                var endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints;
                if (FindProblem(endpoints, services) is { } problem)
                {
                    Log.Get(services).StartFailed(problem);
                    lifetime.StopApplication();
                }
            });
        }
    }

    private static string? FindProblem(IEnumerable<Endpoint> endpoints, IServiceProvider services)
    {
        var forms = endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<UploadGroup>() is not null)
            .ToList();
        var repeated = forms.GroupBy(GetPath, StringComparer.Ordinal).FirstOrDefault(path => path.Count() > 1)?.First();
        if (repeated is not null)
        {
            return $"MapS3Uploads is called twice for the path {Shown(repeated)}. Give each group a path of its own.";
        }

        return services.GetService<IAntiforgery>() is null && forms.FirstOrDefault(NeedsAntiforgery) is { } form
            ? AntiforgeryAdvice.Get(Shown(form))
            : null;
    }

    private static bool NeedsAntiforgery(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false };

    private static string Shown(RouteEndpoint endpoint) => $"\"/{endpoint.RoutePattern.RawText?.Trim('/')}\"";

    private static string TextOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        _ => "",
    };
}
