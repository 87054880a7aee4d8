using System.Net.Mime;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Discovitas.S3.AspNetCore.Requests;

/// <summary>
/// The page to which a browser without scripts is sent after it has posted a form, since it would show JSON as text. It
/// is an address of this app only, so that no link can send users elsewhere.
/// </summary>
internal sealed class ReturnUrl
{
    /// <summary>The name of the form field, and of the parameter of the query.</summary>
    internal const string Name = "returnUrl";

    private const string KeyName = "uploadKey";
    private const string ErrorName = "uploadError";
    private const int MaxLength = 2048;

    private readonly string _url;

    private ReturnUrl(string url) => _url = url;

    /// <summary>Notes where the response to this request redirects to, if a browser shows it as a page.</summary>
    /// <exception cref="ProblemException">The address is not one of this app.</exception>
    internal static void Set(HttpContext http, StringValues urls)
    {
        if (StringValues.IsNullOrEmpty(urls))
        {
            return;
        }

        if (urls is not [{ } url] || !IsLocal(url))
        {
            const string Rule = "must be one path of this site that begins with a single slash, percent-encoded";
            const string Detail = $"{Name} {Rule}, for instance /profile.";
            throw new ProblemException(ProblemTable.InvalidRequest, Detail);
        }

        if (AcceptsPages(http.Request))
        {
            http.Features.Set(new ReturnUrl(url));
        }
    }

    /// <summary>Returns where the response redirects to, or null if it does not.</summary>
    internal static ReturnUrl? Get(HttpContext http) => http.Features.Get<ReturnUrl>();

    /// <summary>Redirects with the keys of the stored files.</summary>
    internal void RedirectStored(HttpContext http, IEnumerable<string> keys) =>
        Redirect(http, keys.Select(key => KeyValuePair.Create(KeyName, (string?)key)));

    /// <summary>Redirects with the code of a problem, and not its text, which a link could make up.</summary>
    internal void RedirectFailed(HttpContext http, Problem problem) =>
        Redirect(http, [KeyValuePair.Create(ErrorName, (string?)problem.Code)]);

    // 303: the browser gets the page, and does not post the form again.
    private void Redirect(HttpContext http, IEnumerable<KeyValuePair<string, string?>> parameters)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = QueryHelpers.AddQueryString(_url, parameters);
    }

    // Browsers read a backslash as a slash, and "//host" as another site.
    private static bool IsLocal(string url) =>
        url.Length <= MaxLength
        && url[0] == '/'
        && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && url.All(letter => letter is > ' ' and < '\u007f' and not '\\');

    // A script asks for JSON or anything; a browser that shows the response asks for a page.
    private static bool AcceptsPages(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(type => type.MediaType.Equals(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase)
            && type.Quality is not 0);
}
