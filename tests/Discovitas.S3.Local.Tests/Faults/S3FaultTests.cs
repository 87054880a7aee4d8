namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>The arguments of faults.</summary>
public sealed class S3FaultTests
{
    [Fact]
    public void AfterCarryingOut_OfAFaultThatCarriesOutTheRequest_Throws()
    {
        var faults = new[]
        {
            S3Fault.NoETag, S3Fault.WrongETag, S3Fault.WrongChecksum, S3Fault.CutResponse, S3Fault.DamagedBody,
            S3Fault.DamagedStore, S3Fault.Delay(TimeSpan.Zero), S3Fault.ResetAfter(1), S3Fault.SilenceAfter(1),
            S3Fault.Reset.AfterCarryingOut(),
        };

        faults.Should().AllSatisfy(
            fault => fault.Invoking(one => one.AfterCarryingOut()).Should().Throw<InvalidOperationException>());
        S3Fault.Reset.AfterCarryingOut().ToString().Should().Be("Reset.AfterCarryingOut()");
    }

    [Fact]
    public void Faults_WithInvalidArguments_Throw()
    {
        Action[] faults =
        [
            () => S3Fault.Error(HttpStatusCode.OK, "SlowDown"),
            () => S3Fault.Error(HttpStatusCode.NotModified, "SlowDown"),
            () => S3Fault.Error(HttpStatusCode.BadGateway, ""),
            () => S3Fault.ErrorInOk(" "),
            () => S3Fault.ResetAfter(-1),
            () => S3Fault.SilenceAfter(-1),
            () => S3Fault.Delay(TimeSpan.FromSeconds(-1)),
            () => S3Fault.SlowResponse(TimeSpan.FromDays(2)),
            () => S3Fault.SlowBody(0),
            () => S3Fault.SkewedClock(TimeSpan.MinValue),
        ];

        faults.Should().AllSatisfy(fault => fault.Should().Throw<ArgumentException>());
    }
}
