using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Delivery;

/// <summary>Redirects a client to a signed URL.</summary>
internal sealed class FileRedirect(string keyOrUrl, TimeSpan lifetime, S3RedirectOptions options)
{
    private const int LongestName = 255;
    private const int LongestExtension = 32;

    internal async Task ExecuteAsync(HttpContext http)
    {
        var s3 = DeliveryStore.Get(http.RequestServices, options.Store);
        var key = DeliveryStore.RequireKey(s3, keyOrUrl);
        var url = await s3
            .GetTemporaryUrlAsync(key, lifetime, DownloadName(), options.StableFor, http.RequestAborted)
            .ConfigureAwait(false);
        var response = http.Response;
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = url.Url;
        response.Headers.CacheControl = CacheControl(http, url);

        // Another user of the same browser asks again.
        response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.Cookie}, {HeaderNames.Authorization}");
    }

    // Usually the name that a user gave the file: it is made to fit, as that of a streamed file is.
    private string? DownloadName()
    {
        if (options.DownloadName is not { } name)
        {
            return null;
        }

        name = string.Concat(name.Select(one => char.IsControl(one) ? '_' : one));
        var excess = name.Length - LongestName;
        var extension = Path.GetExtension(name);
        return excess <= 0 ? name
            : extension.Length < LongestExtension ? name[..^(extension.Length + excess)] + extension
            : name[..LongestName];
    }

    // In the window, the same client would get the same answer.
    private static string CacheControl(HttpContext http, TemporaryUrl url)
    {
        var time = http.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var seconds = url.StableUntil is { } end ? (long)(end - time.GetUtcNow()).TotalSeconds : 0;
        return seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"private, max-age={seconds}") : "no-store";
    }
}
