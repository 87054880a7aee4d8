using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Tool.Web;

/// <summary>Limits what the page may do, and which pages may send requests to this server.</summary>
/// <param name="policy">The Content-Security-Policy.</param>
internal sealed class PageSecurity(string policy)
{
    /// <summary>
    /// Creates the rules of a page that loads everything from this server, uploads to the store and shows its pictures.
    /// </summary>
    internal static async Task<PageSecurity> CreateAsync(S3Service s3, S3Settings settings)
    {
        // This object does not exist: only its two addresses matter, the store's and the public one.
        var key = $"{settings.KeyPrefix}{Guid.NewGuid()}";
        var store = Origin((await s3.GetTemporaryUrlAsync(key, TimeSpan.FromMinutes(1))).Url);
        var pictures = Origin(s3.GetPublicUrl(key));
        return new PageSecurity(
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: {pictures}; "
            + $"connect-src 'self' {store}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    /// <summary>Rejects requests from pages of other sites, and sends the browser the rules of the page.</summary>
    internal async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (IsForeign(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        await next(http);
    }

    // A page of any site can send a form to this address, or load from it as if it were a picture. The browser says so.
    private static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var isNavigation = request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method)
            && request.Path == "/";
        return (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}")
            || (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && !isNavigation);
    }

    private static string Origin(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);
}
