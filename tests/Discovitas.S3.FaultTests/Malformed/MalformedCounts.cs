using System.Globalization;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>What came of the requests of a run.</summary>
internal sealed class MalformedCounts
{
    private readonly SortedDictionary<int, int> _statuses = [];

    /// <summary>Gets the requests after which something was wrong.</summary>
    internal List<string> Found { get; } = [];

    internal int Requests => _statuses.Values.Sum();

    internal bool AreClean => Found.Count == 0;

    internal void Count(WireReply reply) =>
        _statuses[reply.Status] = _statuses.GetValueOrDefault(reply.Status) + 1;

    internal void FoundIfNot(string problem)
    {
        if (problem.Length > 0)
        {
            Found.Add(problem);
        }
    }

    public override string ToString()
    {
        var statuses = _statuses.Select(pair => string.Create(
            CultureInfo.InvariantCulture, $"{(pair.Key == WireReply.Closed ? "closed" : pair.Key)} {pair.Value:N0}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Requests:N0} requests: {Found.Count} found; {string.Join(", ", statuses)}");
    }
}
