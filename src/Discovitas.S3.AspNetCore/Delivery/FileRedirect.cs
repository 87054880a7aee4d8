using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Delivery;

/// <summary>Redirects a client to a signed URL.</summary>
internal sealed class FileRedirect(string keyOrUrl, TimeSpan lifetime, S3RedirectOptions options)
{
    internal async Task ExecuteAsync(HttpContext http)
    {
        var s3 = DeliveryStore.Get(http.RequestServices, options.Store);
        var key = DeliveryStore.RequireKey(s3, keyOrUrl);
        var url = await s3
            .GetTemporaryUrlAsync(key, lifetime, options.DownloadName, options.StableFor, http.RequestAborted)
            .ConfigureAwait(false);
        var response = http.Response;
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = url.Url;
        response.Headers.CacheControl = CacheControl(http, url);

        // Another user of the same browser asks again.
        response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.Cookie}, {HeaderNames.Authorization}");
    }

    // In the window, the same client would get the same answer.
    private static string CacheControl(HttpContext http, TemporaryUrl url)
    {
        var time = http.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var seconds = url.StableUntil is { } end ? (long)(end - time.GetUtcNow()).TotalSeconds : 0;
        return seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"private, max-age={seconds}") : "no-store";
    }
}
