using System.Text.Json;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Description;

/// <summary>What the OpenAPI document of an app says about the routes.</summary>
public sealed class OpenApiDocumentTests
{
    private static readonly string[] FormStatuses =
        ["200", "201", "400", "409", "413", "415", "422", "429", "501", "502", "503"];

    private static readonly Lazy<Task<JsonElement>> AsItIs = new(() => ReadAsync(forGenerators: false));
    private static readonly Lazy<Task<JsonElement>> ForGenerators = new(() => ReadAsync(forGenerators: true));

    [Theory]
    [InlineData("post /uploads", "Uploads_StoreFiles", "header Idempotency-Key")]
    [InlineData("put /uploads/{fileName}", "Uploads_StoreBody", "path fileName!", "header Idempotency-Key")]
    [InlineData(
        "get /uploads/s3/params", "Uploads_SignUpload",
        "query filename!", "query type!", "query size", "query metadata[album]")]
    [InlineData("post /uploads/s3/verify", "Uploads_VerifyUpload")]
    [InlineData("post /uploads/s3/cancel", "Uploads_CancelUpload")]
    [InlineData("post /uploads/s3/sign", "Uploads_Sign")]
    [InlineData("post /uploads/s3/multipart", "Uploads_StartMultipart")]
    [InlineData("get /uploads/s3/multipart/{uploadId}", "Uploads_ListParts", "path uploadId!", "query key!")]
    [InlineData("delete /uploads/s3/multipart/{uploadId}", "Uploads_AbortMultipart", "path uploadId!", "query key!")]
    [InlineData(
        "get /uploads/s3/multipart/{uploadId}/{partNumber}", "Uploads_SignPart",
        "path uploadId!", "path partNumber!", "query key!")]
    [InlineData(
        "get /uploads/s3/multipart/{uploadId}/batch", "Uploads_SignParts",
        "path uploadId!", "query partNumbers!", "query key!")]
    [InlineData(
        "post /uploads/s3/multipart/{uploadId}/complete", "Uploads_CompleteMultipart", "path uploadId!", "query key!")]
    [InlineData("post /api/{tenant}/avatars", "ApiTenantAvatars_StoreFiles", "path tenant!")]
    [InlineData("put /api/{tenant}/avatars/{fileName}", "ApiTenantAvatars_StoreBody", "path fileName!", "path tenant!")]
    public async Task EveryRoute_HasAnIdAndItsParameters(string route, string id, params string[] parameters)
    {
        var operation = Operation(await GetAsync(), route);

        operation.GetProperty("operationId").GetString().Should().Be(id);
        operation.GetProperty("summary").GetString().Should().NotBeEmpty();
        var described = operation.TryGetProperty("parameters", out var found) ? found.EnumerateArray().ToList() : [];
        described.Select(Describe).Should().Equal(parameters);
    }

    [Fact]
    public async Task NoOtherRoute_IsDescribed()
    {
        var document = await GetAsync();

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name);
        paths.Should().NotContain(path => path.Contains("signed", StringComparison.Ordinal))
            .And.NotContain(path => path.Contains(".js", StringComparison.Ordinal))
            .And.HaveCount(11 + 2 + 11);
    }

    [Fact]
    public async Task AForm_HasItsFilesAndFields()
    {
        var document = await GetAsync(forGenerators: true);

        Form(document, "post /uploads").Should().Be(
            "{'album':{'type':'string'},'file':{'type':'array','items':{'type':'string','format':'binary'}}}");
        Form(document, "post /api/{tenant}/avatars").Should().Be("{'file':{'type':'string','format':'binary'}}");
    }

    [Theory]
    [InlineData("put /uploads/{fileName}", "application/octet-stream")]
    [InlineData("put /private/{fileName}", "image/png", "image/jpeg")]
    public async Task ABody_HasTheTypesThatAreAllowed(string route, params string[] types)
    {
        var body = Operation(await GetAsync(), route).GetProperty("requestBody");

        body.GetProperty("required").GetBoolean().Should().BeTrue();
        body.GetProperty("content").EnumerateObject().Select(content => content.Name).Should().Equal(types);
    }

    [Fact]
    public async Task EveryStatus_IsDescribedWithItsCodes()
    {
        var document = await GetAsync();

        var responses = Operation(document, "post /uploads").GetProperty("responses");
        responses.EnumerateObject().Select(response => response.Name).Should().Equal(FormStatuses);
        responses.GetProperty("409").GetProperty("description").GetString().Should()
            .Contain("`idempotency-conflict`").And.Contain("`being-completed`");
        Operation(document, "post /api/{tenant}/avatars").GetProperty("responses").EnumerateObject()
            .Select(response => response.Name).Should().Equal(FormStatuses.Except(["200", "409", "501"]));
        responses.GetProperty("429").GetProperty("description").GetString().Should().Contain("`quota-exceeded`");
        Operation(document, "post /private").GetProperty("responses").EnumerateObject()
            .Select(response => response.Name).Should().BeEquivalentTo([.. FormStatuses, "401", "403"]);
    }

    [Fact]
    public async Task AProblem_HasItsExtraMembers()
    {
        var problem = Schema(await GetAsync(), "ProblemResponse");

        problem.GetProperty("properties").EnumerateObject().Select(member => member.Name).Should().Equal(
            "type", "title", "status", "detail", "code", "error", "message", "requestId", "limit", "found");
        problem.GetProperty("required").EnumerateArray().Select(member => member.GetString())
            .Should().NotContain("limit").And.NotContain("found");
    }

    [Theory]
    [InlineData("UploadResponse", "size")]
    [InlineData("ImageResponse", "width")]
    public async Task Numbers_AreNumbers(string schema, string member)
    {
        var number = Schema(await GetAsync(), schema).GetProperty("properties").GetProperty(member);

        number.GetProperty("type").GetString().Should().Be("integer");
    }

    [Theory]
    [InlineData("UploadResponse")]
    [InlineData("CompleteResponse")]
    public async Task AnImage_IsDescribed_AndMayBeAbsent(string schema)
    {
        var stored = Schema(await GetAsync(), schema);

        stored.GetProperty("required").EnumerateArray().Select(member => member.GetString())
            .Should().Contain("url").And.NotContain("image");
        stored.GetProperty("properties").GetProperty("image").GetRawText()
            .Should().Contain("#/components/schemas/ImageResponse").And.Contain("Absent if the file is no picture");
    }

    [Theory]
    [InlineData("post /uploads")]
    [InlineData("put /uploads/{fileName}")]
    [InlineData("post /uploads/s3/verify")]
    [InlineData("post /uploads/s3/multipart/{uploadId}/complete")]
    [InlineData("post /uploads/s3/sign")]
    public async Task WhatCanBeWrongWithAPicture_IsDescribed(string route)
    {
        var responses = Operation(await GetAsync(), route).GetProperty("responses");

        responses.GetProperty("415").GetProperty("description").GetString().Should().Contain("`image-not-supported`");
        responses.GetProperty("422").GetProperty("description").GetString().Should()
            .Contain("`image-too-large`").And.Contain("`image-too-small`").And.Contain("`invalid-image`");
    }

    [Fact]
    public async Task WithTheLinesOfTheDocs_EveryJsonHasAnExample()
    {
        var document = await GetAsync(forGenerators: true);

        var contents = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .SelectMany(operation => Contents(operation.Value))
            .Where(content => content.Name.Contains("json", StringComparison.Ordinal));
        contents.Should().NotBeEmpty()
            .And.AllSatisfy(content => content.Value.TryGetProperty("example", out _).Should().BeTrue());
    }

    private static Task<JsonElement> GetAsync(bool forGenerators = false) =>
        (forGenerators ? ForGenerators : AsItIs).Value;

    private static async Task<JsonElement> ReadAsync(bool forGenerators)
    {
        await using var site = await OpenApiSite.StartAsync(forGenerators);
        return JsonDocument.Parse(await OpenApiSite.GetDocumentAsync(site)).RootElement;
    }

    private static JsonElement Operation(JsonElement document, string route)
    {
        var parts = route.Split(' ');
        return document.GetProperty("paths").GetProperty(parts[1]).GetProperty(parts[0]);
    }

    private static JsonElement Schema(JsonElement document, string name) =>
        document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private static string Form(JsonElement document, string route)
    {
        var form = Operation(document, route).GetProperty("requestBody").GetProperty("content")
            .GetProperty("multipart/form-data").GetProperty("schema");
        form.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Equal("file");
        return JsonSerializer.Serialize(form.GetProperty("properties")).Replace('"', '\'');
    }

    private static string Describe(JsonElement parameter)
    {
        var isRequired = parameter.TryGetProperty("required", out var required) && required.GetBoolean();
        return $"{parameter.GetProperty("in")} {parameter.GetProperty("name")}{(isRequired ? "!" : "")}";
    }

    private static IEnumerable<JsonProperty> Contents(JsonElement operation)
    {
        var bodies = operation.GetProperty("responses").EnumerateObject().Select(response => response.Value).ToList();
        if (operation.TryGetProperty("requestBody", out var request))
        {
            bodies.Add(request);
        }

        return bodies
            .Where(body => body.TryGetProperty("content", out _))
            .SelectMany(body => body.GetProperty("content").EnumerateObject());
    }
}
