namespace Discovitas.S3.ClientTests.Comparing;

/// <summary>A value that one store answers and another does not.</summary>
/// <param name="Step">The call.</param>
/// <param name="Member">The member of its answer.</param>
/// <param name="Embedded">What the embedded S3 answers; null if the member is not there.</param>
/// <param name="Other">What the other store answers, or what was expected.</param>
internal sealed record Difference(string Step, string Member, string? Embedded, string? Other)
{
    public override string ToString() =>
        $"{Step} | {Member} | {Embedded ?? "(nothing)"} | {Other ?? "(nothing)"}";

    /// <summary>Compares the answers of all steps.</summary>
    internal static IEnumerable<Difference> Between(Answers embedded, Answers other)
    {
        var steps = Math.Max(embedded.Steps.Count, other.Steps.Count);
        return Enumerable.Range(0, steps).SelectMany(step =>
        {
            var (first, second) = (embedded.Steps.ElementAtOrDefault(step), other.Steps.ElementAtOrDefault(step));
            return Between((first ?? second)!["step"]!.ToString(), first, second);
        });
    }

    /// <summary>Compares two answers member by member.</summary>
    internal static IEnumerable<Difference> Between(string step, JsonNode? embedded, JsonNode? other)
    {
        var (first, second) = (Members.Of(embedded), Members.Of(other));
        return first.Keys.Union(second.Keys)
            .Select(key => new Difference(step, key, first.GetValueOrDefault(key), second.GetValueOrDefault(key)))
            .Where(difference => difference.Embedded != difference.Other);
    }
}
