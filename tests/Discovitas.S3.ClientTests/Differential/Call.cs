namespace Discovitas.S3.ClientTests.Differential;

/// <summary>
/// One request. Values may refer to what an earlier call got, as <c>{UploadId:3}</c> does to that of call 3, so that a
/// sequence means the same on every store, and also without some of its calls.
/// </summary>
internal sealed record Call(int Number, string Operation, string Method, string? Key)
{
    internal SortedDictionary<string, string> Query { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets text, or the number of bytes to make.</summary>
    internal string? Text { get; set; }

    internal int? Length { get; set; }

    public override string ToString()
    {
        var query = string.Concat(Query.Select(pair => $" ?{pair.Key}={pair.Value}"));
        var headers = string.Concat(Headers.Select(pair => $" {pair.Key}: {pair.Value}"));
        var body = Text is not null ? $" {Text}" : Length is not null ? $" ({Length} bytes)" : "";
        return $"{Number,4} {Operation} {Key}{query}{headers}{body}";
    }

    /// <summary>Sets a parameter of the query, unless the value is null.</summary>
    internal Call Ask(string name, string? value) => Set(Query, name, value);

    /// <summary>Sets a header, unless the value is null.</summary>
    internal Call With(string name, string? value) => Set(Headers, name, value);

    private Call Set(SortedDictionary<string, string> values, string name, string? value)
    {
        if (value is not null)
        {
            values[name] = value;
        }

        return this;
    }
}
