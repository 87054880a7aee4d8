using System.Globalization;

namespace Discovitas.S3.FaultTests.Support;

/// <summary>
/// Numbers that a run of the tests can be given: <c>Faults__Seed=7 dotnet test</c>. CI runs larger samples than
/// somebody who waits for them: <c>Faults__Sample=250 Faults__Uploads=200</c>.
/// </summary>
internal static class FromEnvironment
{
    internal static int Seed => Number("Faults__Seed", 1);

    internal static int Sample => Number("Faults__Sample", 100);

    internal static int Uploads => Number("Faults__Uploads", 80);

    private static int Number(string name, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
