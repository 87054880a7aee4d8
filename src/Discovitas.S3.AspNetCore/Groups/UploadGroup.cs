using System.Security.Claims;
using Discovitas.S3.AspNetCore.Configuration;
using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Groups;

/// <summary>
/// Contains what the routes of one <c>MapS3Uploads</c> call share: the checked options, and the store behind them.
/// </summary>
internal sealed class UploadGroup
{
    internal const long DefaultMaxFileSize = 100 * 1024 * 1024;

    private static readonly TimeSpan RemovalTime = TimeSpan.FromSeconds(30);

    private readonly Func<HttpContext, string?> _user;

    private UploadGroup(S3Service s3, S3Settings settings, S3UploadOptions options)
    {
        S3 = s3;
        Settings = settings;
        Options = options;
        Requests = new UploadRequestFactory(options);
        AllowedMetadata = options.AllowedMetadata.ToHashSet(StringComparer.OrdinalIgnoreCase);
        MaxFileSize = Math.Min(options.MaxFileSize ?? DefaultMaxFileSize, settings.MaxFileSize ?? long.MaxValue);
        _user = options.UserId ?? GetUserOfClaims;
    }

    internal S3Service S3 { get; }

    internal S3Settings Settings { get; }

    internal S3UploadOptions Options { get; }

    internal UploadRequestFactory Requests { get; }

    internal IReadOnlySet<string> AllowedMetadata { get; }

    /// <summary>Gets the maximum size of a file in bytes, by the options and the settings of the store.</summary>
    internal long MaxFileSize { get; }

    /// <exception cref="OptionsValidationException">An option is wrong.</exception>
    /// <exception cref="InvalidOperationException">A service is missing.</exception>
    internal static UploadGroup Create(IServiceProvider services, string pattern, S3UploadOptions options)
    {
        var s3 = GetStore(services, pattern, options.Store);
        var settings = string.IsNullOrEmpty(options.Store)
            ? services.GetRequiredService<IOptions<S3Settings>>().Value
            : services.GetRequiredService<IOptionsMonitor<S3Settings>>().Get(options.Store);
        S3UploadOptionsValidator.Require(pattern, options, settings);
        RequireFilter(services, pattern, options);
        return new UploadGroup(s3, settings, options);
    }

    internal string? GetUser(HttpContext http) => _user(http);

    /// <summary>Returns the keys under which a file is kept and under which it is pending, given either.</summary>
    internal (string Kept, string Pending) GetKeys(string key)
    {
        var (kept, pending) = (Settings.KeyPrefix, Settings.PendingPrefix);
        return key.StartsWith(pending, StringComparison.Ordinal)
            ? (kept + key[pending.Length..], key)
            : (key, key.StartsWith(kept, StringComparison.Ordinal) ? pending + key[kept.Length..] : key);
    }

    /// <summary>Asks the app whether it accepts a file.</summary>
    /// <exception cref="ProblemException">The app rejects it.</exception>
    internal async ValueTask RequireAcceptedAsync(IncomingUpload upload)
    {
        if (Options.BeforeUpload is { } before
            && await before(upload, upload.HttpContext.RequestAborted).ConfigureAwait(false) is { } rejection)
        {
            var problem = rejection.IsQuota ? ProblemTable.QuotaExceeded : ProblemTable.Rejected;
            throw new ProblemException(problem, rejection.Message);
        }
    }

    /// <summary>
    /// Deletes files after a failure. Never throws, so that the failure itself reaches the caller. It does not use the
    /// request's token, which is cancelled if the client has disconnected.
    /// </summary>
    internal async Task RemoveAsync(HttpContext http, IReadOnlyCollection<string> keys)
    {
        using var deadline = new CancellationTokenSource(RemovalTime);
        try
        {
            await S3.DeleteAsync(keys, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is S3StoreException or OperationCanceledException)
        {
            Log.Get(http).FilesLeftBehind(failure, string.Join(", ", keys));
        }
    }

    private static S3Service GetStore(IServiceProvider services, string pattern, string? store)
    {
        if (string.IsNullOrEmpty(store))
        {
            return services.GetService<S3Service>() ?? throw new InvalidOperationException(
                $"MapS3Uploads(\"{pattern}\") needs the upload service: call services.AddS3Uploads() before the app is "
                + "built.");
        }

        return services.GetKeyedService<S3Service>(store) ?? throw new InvalidOperationException(
            $"MapS3Uploads(\"{pattern}\") uses the store \"{store}\", which does not exist: call "
            + $"services.AddS3Uploads(\"{store}\") before the app is built, or correct S3UploadOptions.Store.");
    }

    private static void RequireFilter(IServiceProvider services, string pattern, S3UploadOptions options)
    {
        var store = options.Store ?? "";
        if (options.Images is not null && !services.GetKeyedServices<IContentFilter>(store).Any())
        {
            var name = store.Length == 0 ? "" : $"\"{store}\"";
            throw new InvalidOperationException(
                $"MapS3Uploads(\"{pattern}\") has rules for pictures (S3UploadOptions.Images), but its store does not "
                + $"read pictures: call services.AddS3Uploads({name}).AddImages(), from the package "
                + "Discovitas.S3.Images, before the app is built, or leave Images out.");
        }
    }

    // A signed-in user without an identifier must not share the uploads of everybody who is not signed in.
    private static string? GetUserOfClaims(HttpContext http)
    {
        var user = http.User;
        return user.Identity?.IsAuthenticated != true
            ? null
            : user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub") ?? user.Identity.Name
                ?? throw new InvalidOperationException(
                    "An upload cannot be bound to the signed-in user, who has neither a NameIdentifier or sub "
                    + "claim nor a name. Set S3UploadOptions.UserId.");
    }
}
