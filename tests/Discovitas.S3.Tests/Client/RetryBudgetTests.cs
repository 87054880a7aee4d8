using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Tests.Client;

public sealed class RetryBudgetTests
{
    private static readonly S3StoreException Passing = new("busy") { IsTransient = true };
    private static readonly S3StoreException Damage = new("damaged") { IsTransient = true, IsDamage = true };
    private static readonly S3StoreException Silence = new("silent") { IsTransient = true, IsSilence = true };
    private static readonly S3StoreException Expired = new("expired") { IsExpired = true };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Allows_APassingFailure_DoublesThePauseUpToFourSeconds()
    {
        var budget = Budget();
        var pauses = Enumerable.Range(0, 10).Select(_ => budget.Allows(Passing) ? budget.Pause : default).ToList();

        for (var i = 0; i < pauses.Count; i++)
        {
            var longest = Math.Min(100 * Math.Pow(2, i), 4000);
            pauses[i].TotalMilliseconds.Should().BeInRange(longest / 2, longest);
        }
    }

    [Fact]
    public void Allows_APassingFailure_ForItsTimeAndSixAttempts()
    {
        var budget = Budget();
        budget.Allows(Passing).Should().BeTrue();
        _time.Advance(TimeSpan.FromMinutes(1));

        Enumerable.Range(2, 5).Select(_ => budget.Allows(Passing)).Should().Equal(true, true, true, true, false);
        budget.Failures.Should().Be(6);
    }

    [Fact]
    public void Allows_Damage_SixAttemptsHoweverSoonTheyFail()
    {
        var budget = Budget();

        Enumerable.Range(1, 6).Select(_ => budget.Allows(Damage)).Should().Equal(true, true, true, true, true, false);
    }

    [Fact]
    public void Allows_Silence_OnlyWithinItsTime()
    {
        var budget = Budget();
        budget.Allows(Silence).Should().BeTrue();
        _time.Advance(TimeSpan.FromMinutes(1));

        budget.Allows(Silence).Should().BeFalse();
    }

    [Fact]
    public void Allows_ExpiredCredentials_OnceAndAtOnce()
    {
        var budget = Budget();

        budget.Allows(Expired).Should().BeTrue();
        budget.Pause.Should().Be(TimeSpan.Zero);
        budget.Allows(Expired).Should().BeFalse();
    }

    [Fact]
    public void Allows_ALastingFailureOrNoTime_IsFalse()
    {
        Budget().Allows(new S3StoreException("denied")).Should().BeFalse();
        new RetryBudget(TimeSpan.Zero, _time).Allows(Passing).Should().BeFalse();
    }

    private RetryBudget Budget() => new(TimeSpan.FromSeconds(30), _time);
}
