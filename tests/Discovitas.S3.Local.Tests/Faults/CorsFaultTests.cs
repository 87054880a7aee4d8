namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Faults of the operations on CORS configurations.</summary>
public sealed class CorsFaultTests : ScenarioTest
{
    [Fact]
    public async Task CorsOperations_HaveFaultsByTheirNames()
    {
        var configuration = new CORSConfiguration
        {
            Rules = [new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] }],
        };
        var calls = new (S3Operation Operation, Func<Task> Call)[]
        {
            (S3Operation.PutBucketCors, () => Scenario.S3.PutCORSConfigurationAsync(
                new() { BucketName = Scenario.Bucket, Configuration = configuration })),
            (S3Operation.GetBucketCors, () => Scenario.S3.GetCORSConfigurationAsync(Scenario.Bucket)),
            (S3Operation.DeleteBucketCors, () => Scenario.S3.DeleteCORSConfigurationAsync(Scenario.Bucket)),
        };

        foreach (var (operation, call) in calls)
        {
            Scenario.Server.Faults = asked =>
                asked.Operation == operation ? S3Fault.Error(HttpStatusCode.Forbidden, "OnPurpose") : null;
            (await Scenario.FailureOf(call)).ErrorCode.Should().Be("OnPurpose");
            Scenario.Server.Faults = null;
            await call();
        }
    }
}
