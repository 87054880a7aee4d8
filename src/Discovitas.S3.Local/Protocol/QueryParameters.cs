namespace Discovitas.S3.Local.Protocol;

/// <summary>The decoded query of a request, in its original order.</summary>
internal sealed class QueryParameters
{
    private readonly List<(string Name, string Value)> _pairs = [];

    internal QueryParameters(string raw)
    {
        foreach (var pair in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? "" : pair[(equals + 1)..];
            _pairs.Add((PercentEncoding.Decode(name), PercentEncoding.Decode(value)));
        }
    }

    internal IReadOnlyList<(string Name, string Value)> Pairs => _pairs;

    /// <summary>
    /// Gets the first value of a parameter, or <see langword="null"/>. S3 distinguishes upper and lower case in the
    /// names of parameters.
    /// </summary>
    internal string? this[string name]
    {
        get
        {
            var index = _pairs.FindIndex(pair => pair.Name == name);
            return index < 0 ? null : _pairs[index].Value;
        }
    }

    internal bool Has(string name) => this[name] is not null;
}
