namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Faults of the operations on CORS configurations.</summary>
public sealed class CorsFaultTests
{
    [Fact]
    public async Task CorsOperations_HaveFaultsByTheirNames()
    {
        await using var scenario = await Scenario.StartAsync();
        var configuration = new CORSConfiguration
        {
            Rules = [new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] }],
        };
        var calls = new (S3Operation Operation, Func<Task> Call)[]
        {
            (S3Operation.PutBucketCors, () => scenario.S3.PutCORSConfigurationAsync(
                new() { BucketName = scenario.Bucket, Configuration = configuration })),
            (S3Operation.GetBucketCors, () => scenario.S3.GetCORSConfigurationAsync(scenario.Bucket)),
            (S3Operation.DeleteBucketCors, () => scenario.S3.DeleteCORSConfigurationAsync(scenario.Bucket)),
        };

        foreach (var (operation, call) in calls)
        {
            scenario.Server.Faults = asked =>
                asked.Operation == operation ? S3Fault.Error(HttpStatusCode.Forbidden, "OnPurpose") : null;
            (await Scenario.FailureOf(call)).ErrorCode.Should().Be("OnPurpose");
            scenario.Server.Faults = null;
            await call();
        }
    }
}
