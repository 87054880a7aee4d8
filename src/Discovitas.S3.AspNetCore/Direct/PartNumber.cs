using System.Globalization;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Reads the numbers of parts.</summary>
internal static class PartNumber
{
    /// <summary>The highest part number, and the maximum number of parts, of S3.</summary>
    internal const int Max = 10_000;

    /// <summary>Returns the number in a text of digits.</summary>
    /// <exception cref="ProblemException">It is not a part number.</exception>
    internal static int Parse(string? text) =>
        Require(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);

    /// <summary>Returns the number itself.</summary>
    /// <exception cref="ProblemException">It is not a part number.</exception>
    internal static int Require(int number) => number is >= 1 and <= Max
        ? number
        : throw new ProblemException(ProblemTable.InvalidRequest, $"A part number must be 1 to {Max}.");
}
