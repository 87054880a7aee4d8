using System.Diagnostics.CodeAnalysis;
using System.Text;
using Discovitas.S3.AspNetCore.Messages;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.DiagnosisPage;

/// <summary>Diagnoses a store at each request, one at a time, and shows the findings.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the app, and the semaphore has no handle.")]
internal sealed class DiagnosisEndpoint(S3Service s3, DiagnosisOptions expected)
{
    private const string Json = "application/json";

    private readonly SemaphoreSlim _turn = new(1);

    /// <exception cref="InvalidOperationException">The store is not registered.</exception>
    internal static S3Service FindStore(IServiceProvider services, string? store) => string.IsNullOrEmpty(store)
        ? services.GetService<S3Service>()
            ?? throw new InvalidOperationException("MapS3Diagnosis needs a store: call services.AddS3Uploads().")
        : services.GetKeyedService<S3Service>(store)
            ?? throw new InvalidOperationException(
                $"MapS3Diagnosis uses the store \"{store}\", which does not exist: call "
                + $"services.AddS3Uploads(\"{store}\").");

    internal async Task RespondAsync(HttpContext http)
    {
        var diagnosis = await DiagnoseAsync(http).ConfigureAwait(false);
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.Vary] = HeaderNames.Accept;
        if (WantsJson(http.Request))
        {
            await http.Response
                .WriteAsJsonAsync(DiagnosisResponse.From(diagnosis), UploadJson.Default.DiagnosisResponse)
                .ConfigureAwait(false);
            return;
        }

        headers.ContentSecurityPolicy = DiagnosisHtml.ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response
            .WriteAsync(DiagnosisHtml.Write(diagnosis), Encoding.UTF8, http.RequestAborted)
            .ConfigureAwait(false);
    }

    private async Task<Diagnosis> DiagnoseAsync(HttpContext http)
    {
        await _turn.WaitAsync(http.RequestAborted).ConfigureAwait(false);
        try
        {
            var options = expected with { Origin = expected.Origin ?? OriginOf(http.Request) };
            return await s3.DiagnoseAsync(options, http.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    // As a browser sends it; null if the client sent a host that is none.
    private static string? OriginOf(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var address)
            && address is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
            && !address.Host.Contains('*', StringComparison.Ordinal)
                ? address.GetLeftPart(UriPartial.Authority)
                : null;

    private static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase))
            && !accepted.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
    }
}
