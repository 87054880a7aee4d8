using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Discovitas.S3.AspNetCore.Description;

/// <summary>
/// Describes a route for OpenAPI documents, with the metadata of ASP.NET Core alone: the package needs no OpenAPI
/// package, and every generator that reads this metadata knows the routes.
/// </summary>
internal sealed class RouteDescription
{
    private const string Tag = "Uploads";
    private const string Json = "application/json";

    /// <summary>Gets the name of the operation within its group, for instance <c>StoreFiles</c>.</summary>
    internal required string Name { get; init; }

    internal required string Summary { get; init; }

    /// <summary>Gets the method of <see cref="RouteShapes"/> that has the route's parameters.</summary>
    internal required Delegate Shape { get; init; }

    internal required Problem[] Problems { get; init; }

    /// <summary>Gets the type of the response; null if its body means nothing.</summary>
    internal Type? Result { get; init; }

    internal int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>
    /// Gets a value indicating whether a client may make the request repeatable. A repeated one is answered with 200.
    /// </summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>Gets an example of the request's body as JSON; null if that is no JSON.</summary>
    internal string? RequestExample { get; init; }

    /// <summary>Gets an example of the response as JSON.</summary>
    internal string? ResultExample { get; init; }

    /// <summary>Gets the fields of a form that precede its files, as the route requires.</summary>
    internal IReadOnlyList<DescribedParameter> Fields { get; init; } = [];

    /// <summary>Gets the parameters of a query that follow those of <see cref="Shape"/>.</summary>
    internal IReadOnlyList<DescribedParameter> Query { get; init; } = [];

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="route">Its route within the group.</param>
    internal void AddTo(IEndpointConventionBuilder endpoint, string route)
    {
        var segments = route.Split('/', StringSplitOptions.RemoveEmptyEntries).Length;
        var parameters = Shape.Method.GetParameters().Select(parameter => new DescribedParameter(parameter));

        // An endpoint without a method in its metadata is left out of the document.
        endpoint
            .WithTags(Tag)
            .WithSummary(Summary)
            .WithMetadata(Shape.Method, new OperationName(Name, segments))
            .WithMetadata([.. Fields, .. parameters, .. Query])
            .WithMetadata(IsRepeatable ? [RouteShapes.GetIdempotencyKey()] : [])
            .WithMetadata(GetResponses().ToArray<object>())
            .WithMetadata(GetExamples().ToArray<object>());
    }

    // The descriptions of attributes reach the document, those of ProducesResponseTypeMetadata do not.
    private IEnumerable<ProducesResponseTypeAttribute> GetResponses() =>
    [
        .. from status in Successes()
           select Result is null
               ? new ProducesResponseTypeAttribute(typeof(void), status)
               : new ProducesResponseTypeAttribute(Result, status, Json),
        .. from problems in ByStatus()
           select new ProducesResponseTypeAttribute(
               typeof(ProblemResponse), problems.Key, ProblemResponse.MediaType)
           {
               Description = string.Join("; ", problems.Select(problem => $"`{problem.Code}`: {problem.Title}")),
           },
    ];

    private IEnumerable<S3OpenApiExample> GetExamples()
    {
        if (RequestExample is not null)
        {
            yield return new S3OpenApiExample(null, Json, RequestExample);
        }

        foreach (var status in ResultExample is null ? [] : Successes())
        {
            yield return new S3OpenApiExample(status, Json, ResultExample!);
        }

        foreach (var problems in ByStatus())
        {
            yield return new S3OpenApiExample(
                problems.Key, ProblemResponse.MediaType, Examples.GetProblem(problems.First()));
        }
    }

    private int[] Successes() => IsRepeatable ? [StatusCodes.Status200OK, Status] : [Status];

    private IEnumerable<IGrouping<int, Problem>> ByStatus() =>
        Problems.Concat(IsRepeatable ? ProblemSets.Repeated : []).Distinct()
            .GroupBy(problem => problem.Status).OrderBy(same => same.Key);
}
