using Discovitas.S3.AspNetCore.Direct;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>What counts unfinished uploads takes no more memory than it may.</summary>
public sealed class UnfinishedCapacityTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void MoreThanTheCapacity_ForgetsWhatExpiresFirst()
    {
        var uploads = new UnfinishedUploads(limit: 1, capacity: 3, TimeProvider.System);
        uploads.TryTake("short", TimeSpan.FromHours(1)).Should().NotBeNull();
        uploads.TryTake("long", Day).Should().NotBeNull();

        foreach (var number in Enumerable.Range(0, 100))
        {
            uploads.TryTake($"short {number}", TimeSpan.FromHours(2)).Should().NotBeNull();
        }

        uploads.Count.Should().Be(3);
        uploads.TryTake("long", Day).Should().BeNull();
        uploads.TryTake("short", Day).Should().NotBeNull("it is forgotten");
    }

    [Fact]
    public void WhatIsFreed_TakesNoMemory_AndCanBeFreedAgain()
    {
        var uploads = new UnfinishedUploads(limit: 2, capacity: 100, TimeProvider.System);
        foreach (var number in Enumerable.Range(0, 1_000))
        {
            var place = uploads.TryTake("ann", Day)!;
            uploads.Use(place, new DirectUploadTicket
            {
                Key = $"{number}",
                ContentType = "image/png",
                MaxSize = 1,
                ChecksBytes = false,
            });
            uploads.Free($"{number}");
            uploads.Free(place);
        }

        uploads.Count.Should().Be(0);
        uploads.TryTake("ann", Day).Should().NotBeNull();
        uploads.TryTake("ann", Day).Should().NotBeNull();
        uploads.TryTake("ann", Day).Should().BeNull();
    }
}
