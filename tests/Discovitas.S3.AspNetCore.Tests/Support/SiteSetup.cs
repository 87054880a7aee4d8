namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>
/// What is special about a site. By default it takes all forms, and tries each request to the store once.
/// </summary>
internal sealed record SiteSetup
{
    internal Action<S3UploadOptions>? Options { get; init; }

    internal Action<S3Settings>? Settings { get; init; }

    internal Action<IServiceCollection>? Services { get; init; }

    internal Action<IWebHostBuilder>? Host { get; init; }

    internal Action<WebApplication>? Middleware { get; init; }

    internal Action<RouteGroupBuilder> Group { get; init; } = group => group.DisableAntiforgery();

    internal Action<WebApplication>? Endpoints { get; init; }
}
