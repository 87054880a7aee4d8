using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Discovitas.S3.AspNetCore.Description;

/// <summary>Completes the description of a route once the app has configured its group.</summary>
internal static class OperationIds
{
    /// <summary>
    /// Adds the operation id, for instance <c>ApiPictures_StoreFiles</c> below <c>/api/pictures</c>: an app can have
    /// several groups, and an id must be unique. Adds what authorization responds with, if the app requires it.
    /// </summary>
    internal static void Complete(EndpointBuilder endpoint)
    {
        if (endpoint is not RouteEndpointBuilder route
            || endpoint.Metadata.OfType<OperationName>().LastOrDefault() is not { } operation)
        {
            return;
        }

        if (!endpoint.Metadata.OfType<IEndpointNameMetadata>().Any())
        {
            endpoint.Metadata.Add(new EndpointNameMetadata($"{GetGroup(route, operation.Segments)}_{operation.Name}"));
        }

        var known = endpoint.Metadata.OfType<DescribedParameter>().Select(parameter => parameter.Name).ToHashSet();
        foreach (var parameter in route.RoutePattern.Parameters.Where(parameter => !known.Contains(parameter.Name)))
        {
            endpoint.Metadata.Add(RouteShapes.GetRouteValue(parameter.Name));
        }

        if (endpoint.Metadata.OfType<IAuthorizeData>().Any() && !endpoint.Metadata.OfType<IAllowAnonymous>().Any())
        {
            Add(endpoint, StatusCodes.Status401Unauthorized, "The user must sign in (again).");
            Add(endpoint, StatusCodes.Status403Forbidden, "The user is not allowed to do this.");
        }
    }

    // Not over a status that the route itself responds with.
    private static void Add(EndpointBuilder endpoint, int status, string description)
    {
        if (!endpoint.Metadata.OfType<ProducesResponseTypeAttribute>().Any(known => known.StatusCode == status))
        {
            var response = new ProducesResponseTypeAttribute(typeof(void), status) { Description = description };
            endpoint.Metadata.Add(response);
        }
    }

    private static string GetGroup(RouteEndpointBuilder route, int ownSegments)
    {
        var hosts = route.Metadata.OfType<IHostMetadata>().LastOrDefault()?.Hosts ?? [];
        var segments = route.RoutePattern.PathSegments.SkipLast(ownSegments).SelectMany(segment => segment.Parts);
        var words = segments.Select(GetText).Concat(hosts).SelectMany(GetWords).ToList();
        var path = string.Join('/', (route.RoutePattern.RawText ?? "").Trim('/').Split('/').SkipLast(ownSegments));
        return GroupNames.Get(route.ApplicationServices)
            .GetUnique(words.Count == 0 ? "Root" : string.Concat(words), $"{string.Join(',', hosts)}/{path}");
    }

    private static string GetText(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => parameter.Name,
        _ => "",
    };

    private static IEnumerable<string> GetWords(string text) =>
        new string([.. text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]);
}
