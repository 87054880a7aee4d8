using System.Globalization;

namespace Discovitas.S3.FaultTests.Support;

/// <summary>Options of a command: <c>--name value</c>.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _options = [];

    internal CommandLine(ReadOnlySpan<string> words)
    {
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            _options[words[i].TrimStart('-')] = words[i + 1];
        }
    }

    internal string? Text(string name) => _options.GetValueOrDefault(name);

    internal int Number(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;
}
