using Discovitas.S3.Tool.Web;

namespace Discovitas.S3.Tool.Tests.Web;

public sealed class NewestFilesTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "2 1")]
    [InlineData(3, "3 2 1")]
    [InlineData(100, "100 99 98")]
    public void AllAreCounted_AndTheNewestRemembered(int count, string newest)
    {
        var files = new NewestFiles(3);

        // Not in the order of their times: 7 and 101 have no common divisor.
        foreach (var hour in Enumerable.Range(1, 100).Select(number => number * 7 % 101).Where(hour => hour <= count))
        {
            files.Add(File(hour));
        }

        files.Count.Should().Be(count);
        string.Join(' ', files.ToList().Select(file => file.Key)).Should().Be(newest);
    }

    private static ListedFile File(int hour) => new()
    {
        Key = $"{hour}",
        Url = $"https://files.example/{hour}",
        Size = 1,
        LastModified = DateTimeOffset.UnixEpoch.AddHours(hour),
    };
}
