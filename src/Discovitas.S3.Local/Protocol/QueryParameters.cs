namespace Discovitas.S3.Local.Protocol;

/// <summary>The query of a request, decoded, in the order in which it came.</summary>
internal sealed class QueryParameters
{
    private readonly List<(string Name, string Value)> _pairs = [];

    public QueryParameters(string raw)
    {
        foreach (var pair in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? "" : pair[(equals + 1)..];
            _pairs.Add((PercentEncoding.Decode(name), PercentEncoding.Decode(value)));
        }
    }

    public IReadOnlyList<(string Name, string Value)> Pairs => _pairs;

    /// <summary>The first value of that name, or null. Names of query parameters are case-sensitive in S3.</summary>
    public string? this[string name]
    {
        get
        {
            var index = _pairs.FindIndex(pair => pair.Name == name);
            return index < 0 ? null : _pairs[index].Value;
        }
    }

    public bool Has(string name) => this[name] is not null;
}
