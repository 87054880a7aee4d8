using System.Reflection;
using System.Security.Cryptography;
using Amazon.S3;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Tool.Console;

/// <summary>
/// The console of the server, below <c>/_console</c>. It only reads. The page itself has no data: its script gets them
/// with a key that is in the fragment of the address, which the terminal shows. A stored HTML file has the same origin
/// and could read the page, but not the key.
/// </summary>
internal sealed class ConsolePages(bool isOpen)
{
    internal const string Path = "/_console";
    internal const string KeyHeader = "X-Console-Key";
    private const string Prefix = "Discovitas.S3.Tool.";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(16);
    private ConsoleApi? _api;

    /// <summary>Gets the address of the console, with its key.</summary>
    internal string Url { get; private set; } = "";

    /// <summary>Shows a server.</summary>
    internal void Open(LocalS3Server server, IAmazonS3 client)
    {
        Url = $"{server.ServiceUrl}{Path}/#key={Convert.ToHexStringLower(_key)}";
        _api = new ConsoleApi(server, client);
    }

    internal Task HandleAsync(HttpContext http)
    {
        // Kestrel's path is decoded and normalized.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target[Path.Length..].Split('?')[0];
        var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        ConsoleSecurity.AddHeaders(http.Response, nonce);
        if (ConsoleSecurity.FindProblem(http.Request, isOpen, isApi) is { } problem)
        {
            return RefuseAsync(http, problem.Status, problem.Text);
        }

        if (isApi)
        {
            return HasKey(http.Request) && _api is { } api
                ? api.HandleAsync(http, path["/api/".Length..])
                : RefuseAsync(http, StatusCodes.Status401Unauthorized, "Open the address that the terminal shows.");
        }

        if (path.Length == 0)
        {
            http.Response.Redirect($"{Path}/");
            return Task.CompletedTask;
        }

        return SendAsync(http, path == "/" ? "index.html" : path[1..], nonce);
    }

    private bool HasKey(HttpRequest request)
    {
        var given = System.Text.Encoding.ASCII.GetBytes(request.Headers[KeyHeader].ToString());
        var key = System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(_key));
        return CryptographicOperations.FixedTimeEquals(given, key);
    }

    private static async Task SendAsync(HttpContext http, string name, string nonce)
    {
        // The colours and buttons are those of the page for uploads.
        var folder = name is "page.css" or "icon.svg" ? "Page" : "Console";
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{folder}.{name}");
        if (file is null || name.Contains('/', StringComparison.Ordinal))
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "Not found.");
            return;
        }

        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        http.Response.ContentType = name[name.LastIndexOf('.')..] switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };
        await http.Response.WriteAsync(text.Replace("{nonce}", nonce, StringComparison.Ordinal), http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
