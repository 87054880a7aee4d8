using System.Security.Claims;
using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>What the endpoints of one group share: its options, checked, and the service behind them.</summary>
internal sealed class UploadGroup
{
    /// <summary>The type of a file of which none is claimed (RFC 2046, section 4.5.1).</summary>
    internal const string UnknownType = "application/octet-stream";

    private static readonly TimeSpan MaxUrlLifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan MaxUploadLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan RemovalTime = TimeSpan.FromSeconds(30);

    private readonly Func<HttpContext, string?> _user;

    private UploadGroup(S3Service s3, S3Settings settings, S3UploadOptions options)
    {
        S3 = s3;
        Settings = settings;
        Options = options;
        Limits = new UploadLimits
        {
            MaxFileSize = options.MaxFileSize,
            AllowedContentTypes = [.. options.AllowedContentTypes],
            AllowedExtensions = [.. options.AllowedExtensions],
        };
        Metadata = options.AllowedMetadata.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _user = options.User ?? UserOf;
    }

    internal S3Service S3 { get; }

    internal S3Settings Settings { get; }

    internal S3UploadOptions Options { get; }

    internal UploadLimits Limits { get; }

    /// <summary>The names of metadata that may come in.</summary>
    internal HashSet<string> Metadata { get; }

    /// <exception cref="ArgumentException">An option is wrong.</exception>
    /// <exception cref="InvalidOperationException">A service is missing.</exception>
    internal static UploadGroup Create(IServiceProvider services, S3UploadOptions options)
    {
        if (Problem(options) is { } problem)
        {
            throw new ArgumentException($"MapS3Uploads: {problem}", nameof(options));
        }

        var s3 = services.GetService<S3Service>()
            ?? throw new InvalidOperationException("MapS3Uploads needs the upload service: call services.AddS3Uploads() before the app is built.");
        return new UploadGroup(s3, services.GetRequiredService<IOptions<S3Settings>>().Value, options);
    }

    internal string? User(HttpContext http) => _user(http);

    internal string? Folder(HttpContext http) => Options.Folder?.Invoke(http);

    /// <summary>Asks the app before a file is taken.</summary>
    /// <exception cref="RefusedException">The app refuses it.</exception>
    internal async ValueTask AdmitAsync(IncomingUpload upload)
    {
        if (Options.BeforeUpload is { } before && await before(upload, upload.HttpContext.RequestAborted).ConfigureAwait(false) is { } refusal)
        {
            throw new RefusedException(refusal.IsQuota ? ProblemTable.QuotaExceeded : ProblemTable.Rejected, refusal.Reason);
        }
    }

    /// <summary>
    /// Tells the app of a direct upload that is stored and checked. If the app fails, the file does not stay; if the client goes away meanwhile,
    /// it does: the app may know it from an earlier request, and the client can ask again.
    /// </summary>
    internal async ValueTask CompleteAsync(CompletedUpload upload)
    {
        if (Options.AfterUpload is not { } after)
        {
            return;
        }

        try
        {
            await after(upload, upload.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && upload.HttpContext.RequestAborted.IsCancellationRequested))
        {
            await RemoveAsync(upload.HttpContext, [upload.File.Key]).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Removes files, but not with the request's token, which has ended where the client has gone. Never throws: the failure that led here is
    /// what counts.
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
            Log.Of(http).FilesLeftBehind(failure, string.Join(", ", keys));
        }
    }

    // Somebody signed in is never taken for nobody, with whom everybody would share their uploads.
    private static string? UserOf(HttpContext http) => http.User.Identity?.IsAuthenticated == true
        ? http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.FindFirstValue("sub") ?? http.User.Identity.Name
            ?? throw new InvalidOperationException("The user is signed in, but has neither the claim NameIdentifier nor sub nor a name, to which a direct upload could be bound. Set S3UploadOptions.User.")
        : null;

    private static string? Problem(S3UploadOptions options) => options switch
    {
        { MaxFileSize: < 1 } => $"MaxFileSize is {options.MaxFileSize}; it must be at least 1 byte.",
        { MaxFiles: < 1 } => $"MaxFiles is {options.MaxFiles}; it must be at least 1.",
        _ when options.SignedUrlLifetime < TimeSpan.FromSeconds(1) || options.SignedUrlLifetime > MaxUrlLifetime =>
            $"SignedUrlLifetime is {options.SignedUrlLifetime}; it must be 1 second to 7 days.",
        _ when options.DirectUploadLifetime < TimeSpan.FromMinutes(1) || options.DirectUploadLifetime > MaxUploadLifetime =>
            $"DirectUploadLifetime is {options.DirectUploadLifetime}; it must be 1 minute to 30 days.",
        _ => null,
    };
}
