using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Tool.Web;

/// <summary>What the page may do, and who may talk to this server.</summary>
/// <param name="policy">The Content-Security-Policy.</param>
internal sealed class PageSecurity(string policy)
{
    /// <summary>A page that gets everything from this server, sends to the store, and shows pictures from it.</summary>
    public static async Task<PageSecurity> CreateAsync(S3Service s3, S3Settings settings)
    {
        // No such object: what counts is where one would be, by the store's address and by the public one.
        var key = $"{settings.KeyPrefix}{Guid.NewGuid()}";
        var store = Origin((await s3.GetTemporaryUrlAsync(key, TimeSpan.FromMinutes(1))).Url);
        var pictures = Origin(s3.GetPublicUrl(key));
        return new PageSecurity(
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: {pictures}; connect-src 'self' {store}; " +
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    /// <summary>Refuses what a page of another site sends, and tells the browser what the page may do.</summary>
    public async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        // A browser sends forms of any site to any address, this one included, but says which site it was.
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != $"{http.Request.Scheme}://{http.Request.Host}")
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        await next(http);
    }

    private static string Origin(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);
}
