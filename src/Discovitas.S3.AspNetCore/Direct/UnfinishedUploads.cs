namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Counts the unfinished direct uploads of each sender, in the memory of this process: a place is freed when its upload
/// is finished, aborted or expired. Thread-safe.
/// </summary>
/// <param name="limit">The maximum number for one sender.</param>
/// <param name="capacity">
/// The maximum number for all. Beyond it, the place that expires first is forgotten: rather that than unlimited memory,
/// or a few senders who keep all others out.
/// </param>
/// <param name="time">The clock.</param>
internal sealed class UnfinishedUploads(int limit, int capacity, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<UploadPlace>> _bySender = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UploadPlace> _byKey = new(StringComparer.Ordinal);
    private readonly SortedSet<UploadPlace> _all = [];
    private long _number;

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Takes a place for an upload that is to be started.</summary>
    /// <returns>The place, or null if the sender has none left.</returns>
    internal UploadPlace? TryTake(string sender, TimeSpan lifetime)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_all.Min is { } first && (first.Expires <= now || _all.Count >= capacity))
            {
                Remove(first);
            }

            if (!_bySender.TryGetValue(sender, out var places))
            {
                _bySender[sender] = places = [];
            }
            else if (places.Count >= limit)
            {
                return null;
            }

            var place = new UploadPlace(sender, _number++, now + lifetime);
            places.Add(place);
            _all.Add(place);
            return place;
        }
    }

    /// <summary>Notes what the place is for, so that <see cref="Free(string)"/> finds it.</summary>
    internal void Use(UploadPlace place, DirectUploadTicket ticket)
    {
        lock (_lock)
        {
            place.Ticket = ticket;
            if (_all.Contains(place))
            {
                _byKey[ticket.Key] = place;
            }
        }
    }

    /// <summary>Frees the place of the upload with this key, if there is one.</summary>
    internal void Free(string key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var place))
            {
                Remove(place);
            }
        }
    }

    /// <summary>Frees a place.</summary>
    internal void Free(UploadPlace place)
    {
        lock (_lock)
        {
            Remove(place);
        }
    }

    /// <summary>
    /// Returns the places that expire first of those that the store was not asked about for some time, and notes that
    /// it is asked now.
    /// </summary>
    internal IReadOnlyList<UploadPlace> ToLookAt(string sender, int count, TimeSpan pause)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var found = PlacesOf(sender)
                .Where(place => place.Ticket is not null && now - place.LookedAt >= pause)
                .Take(count)
                .ToList();
            found.ForEach(place => place.LookedAt = now);
            return found;
        }
    }

    /// <summary>Returns how long it takes until the sender's first place expires.</summary>
    internal TimeSpan TimeToExpiry(string sender)
    {
        lock (_lock)
        {
            return PlacesOf(sender).FirstOrDefault() is { } first ? first.Expires - time.GetUtcNow() : TimeSpan.Zero;
        }
    }

    private SortedSet<UploadPlace> PlacesOf(string sender) => _bySender.GetValueOrDefault(sender) ?? [];

    private void Remove(UploadPlace place)
    {
        if (!_all.Remove(place))
        {
            return;
        }

        if (place.Ticket is { } ticket)
        {
            _byKey.Remove(ticket.Key);
        }

        var places = _bySender[place.Sender];
        places.Remove(place);
        if (places.Count == 0)
        {
            _bySender.Remove(place.Sender);
        }
    }
}
