using Discovitas.S3.AspNetCore.Tests.Direct;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>The ways in which a file comes into an app.</summary>
internal static class UploadWays
{
    internal const string Form = "form";
    internal const string Body = "body";
    internal const string Verify = "verify";
    internal const string Complete = "complete";
    internal const string Sign = "sign";

    internal static readonly string[] Names = [Form, Body, Verify, Complete, Sign];

    internal static TheoryData<string> All => [.. Names];

    internal static bool IsDirect(string way) => way is Verify or Complete or Sign;

    internal static async Task<Response> SendAsync(DirectApp app, string way, byte[] bytes) =>
        await (await PrepareAsync(app, way, bytes))();

    /// <summary>Returns the last request of an upload of "a.jpg", which is the one that keeps the file.</summary>
    internal static async Task<Func<Task<Response>>> PrepareAsync(DirectApp app, string way, byte[] bytes)
    {
        switch (way)
        {
            case Form:
                return () => app.SendAsync(
                    HttpMethod.Post, "/uploads", new MultipartFormDataContent().WithFile(bytes, "a.jpg"));
            case Body:
                return () => app.SendAsync(HttpMethod.Put, "/uploads/a.jpg", new ByteArrayContent(bytes));
            case Verify:
                var issued = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg");
                using (await DirectApp.SendFileAsync(issued.Json, bytes))
                {
                    return () => app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") });
                }

            default:
                var (id, key) = await CompanionEndpointsTests.StartAsync(app);
                await CompanionEndpointsTests.SendPartAsync(app, id, key, bytes);
                return way == Complete
                    ? () => app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { })
                    : () => app.PostAsync("/uploads/s3/sign", new { method = "POST", key, uploadId = id });
        }
    }
}
