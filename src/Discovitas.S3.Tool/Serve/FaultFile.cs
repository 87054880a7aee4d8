using System.Text.Json;
using System.Text.RegularExpressions;
using Discovitas.S3.Local;

namespace Discovitas.S3.Tool.Serve;

/// <summary>
/// Reads faults from a JSON file: an array of rules, of which the first that is due applies. docs/serve.md describes
/// it.
/// </summary>
internal static class FaultFile
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file cannot be read, or a rule is wrong.</exception>
    internal static Func<S3Call, S3Fault?> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"The file of --faults cannot be read: {unreadable.Message}", unreadable);
        }
        catch (JsonException broken)
        {
            throw new FormatException($"{path} is not valid JSON: {broken.Message}", broken);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{path}: {wrong.Message}", wrong);
        }
    }

    internal static Func<S3Call, S3Fault?> Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Options);
        if (document.RootElement.ValueKind is not JsonValueKind.Array)
        {
            throw new FormatException("the file must be an array of rules: [ { \"fault\": \"Reset\" } ].");
        }

        var rules = document.RootElement.EnumerateArray().Select(ParseRule).ToArray();
        return call => rules.Select(rule => rule.Find(call)).Aggregate((S3Fault?)null, (first, next) => first ?? next);
    }

    private static FaultRule ParseRule(JsonElement element, int index)
    {
        try
        {
            var fields = new FaultFields(element);
            var operation = fields.Text("operation") is { } name ? ParseOperation(name) : (S3Operation?)null;
            var names = (Pattern(fields.Text("bucket")), Pattern(fields.Text("key")));
            var isDue = CallNumbers.Parse(fields.Text("calls"));
            var fault = FaultKinds.Create(fields);
            fields.RequireNoOther();
            return new FaultRule(operation, names, isDue, fault);
        }
        catch (Exception wrong) when (
            wrong is FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"rule {index + 1}: {wrong.Message}", wrong);
        }
    }

    private static S3Operation ParseOperation(string name) =>
        Enum.TryParse<S3Operation>(name, ignoreCase: true, out var operation) && !char.IsAsciiDigit(name[0])
            ? operation
            : throw new FormatException(
                $"\"operation\" is \"{name}\", which is not an operation of S3 here, such as PutObject.");

    // * is any number of characters, slashes included, and ? is one.
    private static Regex? Pattern(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var pattern = Regex.Escape(text)
            .Replace(@"\*", ".*", StringComparison.Ordinal)
            .Replace(@"\?", ".", StringComparison.Ordinal);
        return new Regex(
            $"^{pattern}$",
            RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
