using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;

namespace Discovitas.S3.Keeping;

/// <summary>
/// Makes one file of all attempts of a repeatable upload. Each attempt stores an object of its own, whose key nobody
/// can compute. The first whose object is recorded has stored the file; the others remove theirs.
/// </summary>
internal sealed class RepeatedUploads(S3Caller caller, ObjectAddresses addresses)
{
    private readonly ObjectHead _head = new(caller);
    private readonly UploadVerifier _verifier = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);
    private readonly RepeatRecords _records = new(caller, addresses);
    private readonly RepeatSearch _search = new(caller, addresses);

    /// <inheritdoc cref="RepeatSearch.FindAsync"/>
    internal Task<RepeatState> FindAsync(ObjectKey key, CancellationToken cancellationToken) =>
        _search.FindAsync(key, cancellationToken);

    /// <summary>Reads content to its end, as far as the rules allow it, to compare it.</summary>
    internal static async Task<WrittenObject> MeasureAsync(PartReader parts, CancellationToken cancellationToken)
    {
        uint crc32 = 0;
        for (var isLast = false; !isLast;)
        {
            using var part = await parts.NextAsync(cancellationToken).ConfigureAwait(false);
            crc32 = Crc32Value.Combine(crc32, part.Crc32, part.Length);
            isLast = part.IsLast;
        }

        return new WrittenObject(parts.BytesRead, "", crc32, 1);
    }

    /// <summary>Returns the file, if it has the bytes and the extension of another attempt.</summary>
    /// <exception cref="UploadRejectedException">It has not.</exception>
    internal async Task<StoredFile> ReplayAsync(EarlierObject earlier, ObjectKey key, WrittenObject sent)
    {
        var kept = addresses.KeptKey(earlier.Place);
        if (kept.Extension != key.Extension
            || !await _verifier.IsSameAsync(earlier.Place, earlier.Found, sent).ConfigureAwait(false))
        {
            throw RepeatRules.Conflict();
        }

        return new StoredFile
        {
            Key = kept.Value,
            Url = addresses.PublicUrl(kept),
            PendingKey = earlier.Place == kept ? null : earlier.Place.Value,
            IsReplay = true,
            Size = sent.Size,
            ContentType = earlier.Found.Headers.ContentType ?? "",
            ETag = EntityTag.Quoted(earlier.Found.ETag),
            ChecksumCrc32 = Crc32Value.ToBase64(sent.Crc32),
        };
    }

    /// <summary>Makes the attempt's object the file, or removes it if another one is.</summary>
    /// <param name="place">Where the attempt's object is.</param>
    /// <param name="file">What the attempt has stored.</param>
    /// <param name="before">What was found before it was stored; null if that was long ago.</param>
    /// <returns>The file of all attempts.</returns>
    /// <exception cref="UploadRejectedException">It has other bytes, or another extension.</exception>
    internal async Task<StoredFile> SettleAsync(ObjectKey place, StoredFile file, RepeatState? before = null)
    {
        try
        {
            var (decided, others) = await DecideAsync(place, file, before).ConfigureAwait(false);
            await RemoveAsync(others).ConfigureAwait(false);
            return decided;
        }
        catch (Exception failure) when (!file.IsReplay)
        {
            await WithdrawAsync(place, failure).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Does the same, and leaves the objects of other attempts, which it returns.</summary>
    /// <inheritdoc cref="SettleAsync"/>
    internal async Task<(StoredFile File, IReadOnlyList<ObjectKey> Others)> DecideAsync(
        ObjectKey place, StoredFile file, RepeatState? before = null)
    {
        var isMissing = false;
        for (var round = 0; round < RepeatSearch.Rounds; round++)
        {
            var state = before ?? await FindAsync(place, CancellationToken.None).ConfigureAwait(false);
            if (state.Decided is { } decided)
            {
                return (await AnswerAsync(place, file, decided).ConfigureAwait(false), []);
            }

            // The attempt that has stored the file may have removed it since.
            if (file.IsReplay || isMissing)
            {
                break;
            }

            // Another attempt may have stored the file meanwhile, and removed this object.
            isMissing = before is null && await IsMissingAsync(place).ConfigureAwait(false);
            if (isMissing)
            {
                continue;
            }

            if (await _records.TryWriteAsync(place, state.Next, place).ConfigureAwait(false))
            {
                return (file, state.Others);
            }

            before = null;
        }

        throw RepeatRules.BeingCompleted();
    }

    /// <summary>Removes what others have stored, once it is decided that it is not the file.</summary>
    internal Task RemoveAsync(IEnumerable<ObjectKey> others) =>
        Task.WhenAll(others.Select(other => _cleanup.RemoveAsync(other)));

    /// <summary>
    /// Removes the attempt's object, unless it is the file. Never throws: what may remain is logged and named in the
    /// failure.
    /// </summary>
    internal async Task WithdrawAsync(ObjectKey place, Exception? failure)
    {
        try
        {
            if (await IsMissingAsync(place).ConfigureAwait(false)
                || await IsDecidedAsync(place).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (Exception unknown) when (unknown is S3StoreException or UploadRejectedException)
        {
            _cleanup.NameRemaining(place, unknown, failure);
            return;
        }

        await _cleanup.RemoveAsync(place, failure).ConfigureAwait(false);
    }

    // With a record that nothing is the file, so that no other attempt, and no late request, can say that this is.
    private async Task<bool> IsDecidedAsync(ObjectKey place)
    {
        for (var round = 0; round < RepeatSearch.Rounds; round++)
        {
            var state = await FindAsync(place, CancellationToken.None).ConfigureAwait(false);
            if (state.Decided is { } decided)
            {
                return decided.Place.Uuid == place.Uuid;
            }

            if (await _records.TryWriteAsync(place, state.Next, place: null).ConfigureAwait(false))
            {
                return false;
            }
        }

        throw RepeatRules.BeingCompleted();
    }

    private async Task<StoredFile> AnswerAsync(ObjectKey place, StoredFile file, EarlierObject decided)
    {
        if (decided.Place.Uuid == place.Uuid)
        {
            return file;
        }

        if (!file.IsReplay)
        {
            await _cleanup.RemoveAsync(place).ConfigureAwait(false);
        }

        var sent = new WrittenObject(file.Size, file.ETag, Crc32Value.Parse(file.ChecksumCrc32), 1);
        return await ReplayAsync(decided, place, sent).ConfigureAwait(false) with { Image = file.Image };
    }

    private async Task<bool> IsMissingAsync(ObjectKey place) =>
        await _head.GetAsync(place, CancellationToken.None).ConfigureAwait(false) is null;
}
