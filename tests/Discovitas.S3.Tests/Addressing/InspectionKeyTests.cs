using Discovitas.S3.Addressing;

namespace Discovitas.S3.Tests.Addressing;

/// <summary>Nobody can name a copy that is being inspected, neither to the store nor to this library.</summary>
public sealed class InspectionKeyTests
{
    [Fact]
    public void InspectionKey_IsNewEachTime_AndNoKeyOfAFile()
    {
        var addresses = new ObjectAddresses(ValidSettings.With());
        var key = addresses.KeyOf("uploads/a/0f8fad5b-d9cb-469f-a165-70867728950e.png");

        var (first, second) = (addresses.InspectionKey(key).Value, addresses.InspectionKey(key).Value);

        first.Should().MatchRegex("^pending/inspection/0f8fad5b-d9cb-469f-a165-70867728950e\\.[0-9a-f]{32}$")
            .And.NotBe(second);
        addresses.Invoking(one => one.KeyOf(first)).Should().Throw<ArgumentException>();
    }
}
