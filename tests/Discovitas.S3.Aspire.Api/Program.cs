using System.Collections;
using Discovitas.S3;

var builder = WebApplication.CreateBuilder(args);

// Each store has a name, and its route; without names there is the default store.
var stores = builder.Configuration["Stores"]?.Split(',') ?? [];
builder.Services.AddAntiforgery();
builder.Services.AddS3ProblemDetails();
if (stores.Length == 0)
{
    builder.Services.AddS3Uploads();
}

foreach (var store in stores)
{
    builder.Services.AddS3Uploads(store);
}

var app = builder.Build();
if (stores.Length == 0)
{
    app.MapS3Uploads("/pictures");
}

foreach (var store in stores)
{
    app.MapS3Uploads($"/{store}", options => options.Store = store);
}

// What the AppHost has given to this process.
app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value));

await app.RunAsync();
