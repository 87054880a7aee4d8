using System.Runtime.CompilerServices;
using System.Text;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>What the steps of a client in .NET got, one JSON object in each line.</summary>
internal sealed class StepLog
{
    private readonly StringBuilder _lines = new();

    public override string ToString() => _lines.ToString();

    internal void Add(string name, object? result) => Add(name, "result", result);

    /// <summary>Carries out a call, and adds its result or its error.</summary>
    /// <param name="name">The step.</param>
    /// <param name="call">The call.</param>
    internal async Task<T?> AddAsync<T>(string name, Func<Task<T>> call)
    {
        try
        {
            var result = await call();
            Add(name, "result", result);
            return result;
        }
        catch (Exception error) when (error is not RuntimeWrappedException)
        {
            Add(name, "error", SdkJson.Describe(error));
            return default;
        }
    }

    private void Add(string name, string member, object? value)
    {
        var line = new JsonObject
        {
            ["step"] = name,
            [member] = JsonSerializer.SerializeToNode(value, SdkJson.Options),
        };
        _lines.Append(line.ToJsonString()).Append('\n');
    }
}
