using Discovitas.S3;
using Discovitas.S3.AotApp;
using Microsoft.Extensions.Options;

// An app as its user would write it, published ahead of time; then a client that uploads to it in every way and reads
// back what is stored.
var folder = Directory.CreateTempSubdirectory("s3-aot-");
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["Uploads:AllowedContentTypes:0"] = "image/png",
    ["Uploads:SignedUrlLifetime"] = "00:10:00",
    ["Uploads:Disposition"] = "Inline",
    ["Uploads:Tags:kind"] = "picture",
    ["S3:Images:MaxFrames"] = "1",
    ["S3:Images:OnUnsupported"] = "Pass",
});
builder.Services.AddS3Uploads().UseLocalFolder(folder.FullName, allowOutsideDevelopment: true).AddImages();
builder.Services.AddDataProtection();
builder.Services.AddHealthChecks().AddS3Uploads();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapS3Uploads("/uploads", builder.Configuration.GetSection("Uploads")).DisableAntiforgery();
await app.StartAsync();
try
{
    using var client = new Client(new Uri(app.Urls.First()));
    await client.RunAsync();
    var images = app.Services.GetRequiredService<IOptions<ImageOptions>>().Value;
    var isConfigured = images is { MaxFrames: 1, OnUnsupported: UnsupportedImages.Pass };
    Console.WriteLine($"options of pictures: {(isConfigured ? "as configured" : "not as configured")}");
    var commented = new FileUploadRequest("a.png", "image/png", Picture.WithComment);
    var file = await app.Services.GetRequiredService<S3Service>().StoreAsync(commented);
    Console.WriteLine($"picture: {file.Image!.Width} × {file.Image.Height}, {file.Size} bytes without its comment");
    return isConfigured && file.Size < Picture.WithComment.Length ? 0 : 1;
}
catch (Exception failure)
{
    await Console.Error.WriteLineAsync(failure.ToString());
    return 1;
}
finally
{
    await app.StopAsync();
    await app.DisposeAsync();
    folder.Delete(recursive: true);
}
