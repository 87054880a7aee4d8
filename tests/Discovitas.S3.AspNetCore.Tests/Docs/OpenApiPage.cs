using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/openapi.md.</summary>
internal static class OpenApiPage
{
    internal static void Document(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddOpenApi();

        app.MapOpenApi();
    }

    internal static void ForGenerators(IServiceCollection services)
    {
        services.AddOpenApi(options => options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var content in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? [])
            {
                content.Schema = WriteInPlace(content.Schema);
            }

            AddExamples(operation, context.Description.ActionDescriptor.EndpointMetadata);
            return Task.CompletedTask;
        }));
    }

    // The fields of a form in one schema, and files without a name of their own.
    private static IOpenApiSchema? WriteInPlace(IOpenApiSchema? schema)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: nameof(IFormFile) or nameof(Stream) })
        {
            return new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        }

        if (schema is OpenApiSchema form)
        {
            var fields = (form.AllOf ?? []).Prepend(form).SelectMany(part => part.Properties?.ToList() ?? []);
            form.Properties = fields.ToDictionary(field => field.Key, field => WriteInPlace(field.Value)!);
            form.Items = WriteInPlace(form.Items);
            form.AllOf = null;
        }

        return schema;
    }

    private static void AddExamples(OpenApiOperation operation, IEnumerable<object> metadata)
    {
        foreach (var example in metadata.OfType<S3OpenApiExample>())
        {
            var body = example.StatusCode is { } status
                ? operation.Responses?[$"{status}"].Content
                : operation.RequestBody?.Content;
            if (body is not null && body.TryGetValue(example.ContentType, out var content))
            {
                content.Example = JsonNode.Parse(example.Json);
            }
        }
    }
}
