using Discovitas.S3.AspNetCore.Configuration;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Delivery;

/// <summary>The route by which clients read files.</summary>
internal static class FileEndpoint
{
    private const string Key = "key";

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <exception cref="ArgumentException">The pattern or an option is wrong.</exception>
    internal static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints, string pattern, S3FilesOptions options)
    {
        if (RoutePatternFactory.Parse(pattern).GetParameter(Key) is not { IsCatchAll: true })
        {
            throw new ArgumentException(
                $"MapS3Files(\"{pattern}\"): the pattern must end with {{**key}}, which receives the file's key, for "
                + "instance /files/{**key}.",
                nameof(pattern));
        }

        if (Problem(options) is { } problem)
        {
            throw new ArgumentException($"MapS3Files(\"{pattern}\"): {problem}", nameof(options));
        }

        DeliveryStore.Get(endpoints.ServiceProvider, options.Store);
        var prefix = Settings(endpoints.ServiceProvider, options.Store).KeyPrefix;
        var endpoint = endpoints.MapMethods(
            pattern,
            [HttpMethods.Get, HttpMethods.Head],
            ProblemGuard.Wrap(http => RespondAsync(http, prefix, options)));

        // A cached response would reach those whom the function does not allow it.
        endpoint.Finally(one => one.Metadata.Add(new OutputCacheAttribute { NoStore = true }));
        return endpoint;
    }

    private static async Task RespondAsync(HttpContext http, string prefix, S3FilesOptions options)
    {
        var key = http.GetRouteValue(Key) as string ?? "";
        var s3 = DeliveryStore.Get(http.RequestServices, options.Store);

        // Neither a URL nor the key of a pending file: the function decides about the keys of files.
        if (!key.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw DeliveryStore.NotFound();
        }

        DeliveryStore.RequireKey(s3, key);
        if (!await options.Authorize!(http, key, http.RequestAborted).ConfigureAwait(false))
        {
            throw DeliveryStore.NotFound();
        }

        await Result(http, key, options).ExecuteAsync(http).ConfigureAwait(false);
    }

    // A URL is signed for GET alone.
    private static S3FileResult Result(HttpContext http, string key, S3FilesOptions options) =>
        options.RedirectLifetime is { } lifetime && !HttpMethods.IsHead(http.Request.Method)
            ? S3Results.Redirect(
                key, lifetime, new S3RedirectOptions { StableFor = options.StableFor, Store = options.Store })
            : S3Results.Stream(
                key, new S3StreamOptions { CacheControl = options.CacheControl, Store = options.Store });

    private static S3Settings Settings(IServiceProvider services, string? store) =>
        string.IsNullOrEmpty(store)
            ? services.GetRequiredService<IOptions<S3Settings>>().Value
            : services.GetRequiredService<IOptionsMonitor<S3Settings>>().Get(store);

    private static string? Problem(S3FilesOptions options) => options switch
    {
        { Authorize: null } =>
            "Authorize is missing. Set it to a function that returns whether a client may read a file; to one that "
            + "returns true if everyone who reaches the route may.",
        { RedirectLifetime: { } lifetime } when lifetime < TimeSpan.FromSeconds(1) || lifetime > MaxLifetime =>
            $"RedirectLifetime is {lifetime}. It must be 1 second to 7 days, for instance 00:05:00.",
        { StableFor: not null, RedirectLifetime: null } =>
            "StableFor is set without RedirectLifetime. It is about signed URLs: set both, or neither.",
        { StableFor: { } window, RedirectLifetime: { } lifetime }
            when window < TimeSpan.FromSeconds(1) || window > MaxLifetime - lifetime =>
            $"StableFor is {window}. It must be at least 1 second, and with RedirectLifetime at most 7 days.",
        _ when !OptionRules.IsCacheControl(options.CacheControl) =>
            $"CacheControl is {S3UploadOptionsValidator.Quote(options.CacheControl)}. It must be 1 to 1024 visible "
            + "ASCII characters, with no space at either end, for instance private, max-age=600.",
        _ => null,
    };
}
