namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>What is to be said of an upload.</summary>
/// <param name="Violations">The promises that it broke.</param>
/// <param name="IsOpen">Whether it said that it cannot know, or cannot clean up, and nobody could have.</param>
internal sealed record Judgement(Violation Violations, bool IsOpen);
