using Discovitas.S3;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

// An app as its user would write it, with a bucket of which no test must know. The tests run it by
// WebApplicationFactory.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Configuration["S3:Bucket"] = "production-bucket";
builder.Configuration["S3:Region"] = "eu-central-1";
builder.Services.AddS3Uploads();
builder.Services.AddS3Uploads("avatars", settings => settings.Bucket = "production-avatars");
var app = builder.Build();
app.MapPut("/pictures", (HttpContext http, S3Service s3) =>
    s3.UploadAsync(new FileUploadRequest("a.png", "image/png", http.Request.Body), http.RequestAborted));
await app.RunAsync();
