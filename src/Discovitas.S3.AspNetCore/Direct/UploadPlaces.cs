using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Limits how many direct uploads a sender has started and not finished: a user who is signed in, else a client's
/// address. All clients that are not signed in together would be kept out by one of them.
/// </summary>
internal sealed class UploadPlaces(UploadGroup uploads, TimeProvider time)
{
    // About 50 MiB with the longest keys and ids.
    private const int Capacity = 50_000;

    private const int IPv6NetworkLength = 8;
    private const int MaxLooks = 10;

    private static readonly TimeSpan LookPause = TimeSpan.FromMinutes(1);

    private readonly UnfinishedUploads _unfinished = new(uploads.Options.MaxUnfinishedUploads, Capacity, time);

    /// <summary>Starts an upload, if the sender has a place left for it.</summary>
    /// <exception cref="ProblemException">The sender has too many unfinished uploads.</exception>
    internal async Task<T> StartAsync<T>(HttpContext http, TimeSpan lifetime, Func<Task<(DirectUploadTicket, T)>> start)
    {
        var place = await TakeAsync(GetSender(http), lifetime, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var (ticket, started) = await start().ConfigureAwait(false);
            _unfinished.Use(place, ticket);
            return started;
        }
        catch
        {
            _unfinished.Free(place);
            throw;
        }
    }

    /// <summary>Ends an upload: its place is freed, unless the attempt shows that the upload goes on.</summary>
    internal async Task<T> EndAsync<T>(string key, Func<Task<T>> end)
    {
        try
        {
            var result = await end().ConfigureAwait(false);
            _unfinished.Free(key);
            return result;
        }
        catch (Exception failure) when (IsOver(failure))
        {
            _unfinished.Free(key);
            throw;
        }
    }

    private static bool IsOver(Exception failure) => failure is S3StoreException { IsMissing: true }
        || failure is UploadRejectedException rejection
            && rejection.Reason is not (UploadRejectionReason.Incomplete or UploadRejectionReason.BeingCompleted);

    private async Task<UploadPlace> TakeAsync(string sender, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (_unfinished.TryTake(sender, lifetime) is { } free)
        {
            return free;
        }

        // Another instance of the app may have finished some of them.
        foreach (var place in _unfinished.ToLookAt(sender, MaxLooks, LookPause))
        {
            if (await IsFinishedAsync(place.Ticket!, cancellationToken).ConfigureAwait(false))
            {
                _unfinished.Free(place);
            }
        }

        return _unfinished.TryTake(sender, lifetime) ?? throw TooMany(_unfinished.TimeToExpiry(sender));
    }

    private async Task<bool> IsFinishedAsync(DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            if (ticket.UploadId is null)
            {
                return await uploads.S3.GetMetadataAsync(ticket.Key, cancellationToken).ConfigureAwait(false)
                    is not null;
            }

            await uploads.S3.Direct.ListPartsAsync(ticket, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (S3StoreException failure)
        {
            return failure.IsMissing;
        }
    }

    private ProblemException TooMany(TimeSpan wait)
    {
        var limit = uploads.Options.MaxUnfinishedUploads;
        var minutes = Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)).ToString(CultureInfo.InvariantCulture);
        var detail = $"You have {limit} unfinished uploads, which is the limit. Finish or cancel some of them, or try "
            + $"again in {minutes} min.";
        return new ProblemException(ProblemTable.TooManyUploads, detail)
        {
            Limit = $"{limit} uploads",
            RetryAfter = wait,
        };
    }

    private string GetSender(HttpContext http) => uploads.GetUser(http) is { } user
        ? $"user {user}"
        : $"address {GetNetwork(http.Connection.RemoteIpAddress)}";

    // A client has a whole /64 network of IPv6 addresses to choose from (RFC 6177).
    private static string GetNetwork(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            Convert.ToHexString(address.GetAddressBytes().AsSpan(0, IPv6NetworkLength)),
        _ => address?.ToString() ?? "",
    };
}
