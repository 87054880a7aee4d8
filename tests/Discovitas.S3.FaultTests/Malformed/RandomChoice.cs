namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Draws from lists.</summary>
internal static class RandomChoice
{
    internal static T Pick<T>(this Random random, params T[] choices) => choices[random.Next(choices.Length)];

    internal static bool OneIn(this Random random, int count) => random.Next(count) == 0;
}
