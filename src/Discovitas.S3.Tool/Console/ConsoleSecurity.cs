using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Tool.Console;

/// <summary>Decides which requests the console answers, and limits what its page may do.</summary>
internal static class ConsoleSecurity
{
    internal static void AddHeaders(HttpResponse response, string nonce)
    {
        // Not 'self': stored files have the same origin.
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' blob:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>Returns why a request is refused, or null.</summary>
    internal static (int Status, string Text)? FindProblem(HttpRequest request, bool isOpen, bool isApi)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return (StatusCodes.Status405MethodNotAllowed, "The console only reads: use GET or HEAD.");
        }

        // DNS rebinding: a page elsewhere can point a name of its own at this machine.
        if (!isOpen && request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
        {
            return (StatusCodes.Status403Forbidden, "The console answers to 127.0.0.1 and localhost only.");
        }

        var origin = request.Headers.Origin.ToString();
        return (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}") || !IsFromHere(request, isApi)
            ? (StatusCodes.Status403Forbidden, "The console does not answer pages of other sites.")
            : null;
    }

    // Old browsers and other programs do not send the header. They need the key as well.
    private static bool IsFromHere(HttpRequest request, bool isApi)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin"
            || (!isApi && (site == "none" || request.Headers["Sec-Fetch-Mode"] == "navigate"));
    }
}
