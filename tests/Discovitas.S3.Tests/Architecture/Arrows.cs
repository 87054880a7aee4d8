namespace Discovitas.S3.Tests.Architecture;

/// <summary>Who uses whom, and where.</summary>
internal sealed class Arrows
{
    private readonly SortedDictionary<(string From, string To), SortedSet<string>> _places = [];

    internal void Add(string from, string to, string place)
    {
        if (from == to)
        {
            return;
        }

        if (!_places.TryGetValue((from, to), out var places))
        {
            _places[(from, to)] = places = [];
        }

        places.Add(place);
    }

    /// <summary>Returns every arrow from whose end its beginning can be reached.</summary>
    internal IEnumerable<string> OnCircles() =>
        from arrow in _places
        where Reaches(arrow.Key.To, arrow.Key.From)
        select $"{arrow.Key.From} -> {arrow.Key.To} by {string.Join(", ", arrow.Value)}";

    internal bool Reaches(string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            foreach (var (_, next) in _places.Keys.Where(arrow => arrow.From == at && seen.Add(arrow.To)))
            {
                open.Push(next);
            }
        }

        return false;
    }
}
