using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Clocks;
using Discovitas.S3.TestSupport.Stores;

namespace Discovitas.S3.Tests.Support;

/// <summary>
/// The embedded store, prepared as a bucket should be, so that a diagnosis finds nothing wrong until a test breaks one
/// thing.
/// </summary>
internal sealed class DiagnosedStore : IAsyncDisposable
{
    internal const string Origin = "https://app.example.com";

    internal static readonly DiagnosisOptions Everything = new() { Origin = Origin, Tags = true };

    private static readonly SetupOptions Prepared = new() { Origins = [Origin] };

    private readonly List<IAmazonS3> _clients = [];

    private DiagnosedStore(LocalS3Server server, ShiftedClock clock)
    {
        Server = server;
        ServerClock = clock;
        Behind = new StoreInspector(server);
    }

    internal LocalS3Server Server { get; }

    internal ShiftedClock ServerClock { get; }

    /// <summary>Gets a client to change the bucket with, behind the service's back.</summary>
    internal StoreInspector Behind { get; }

    internal AmazonS3Client S3 => Behind.Client;

    internal string Bucket => Server.Bucket;

    internal static async Task<DiagnosedStore> StartAsync(Action<LocalS3Options>? configure = null)
    {
        var clock = new ShiftedClock(TimeSpan.Zero);
        var options = new LocalS3Options { TimeProvider = clock, AllowLocalOrigins = false };
        configure?.Invoke(options);
        var store = new DiagnosedStore(await LocalS3Server.StartAsync(options), clock);
        var service = store.Service();
        await service.Housekeeping.ApplyLifecycleAsync();
        await service.Housekeeping.ApplyCorsAsync(Prepared);
        var setup = await service.Housekeeping.GetSetupAsync(Prepared);
        await store.S3.PutBucketPolicyAsync(store.Bucket, setup.PublicReadPolicyJson);
        return store;
    }

    internal S3Service Service(
        Action<S3Settings>? configure = null, TimeProvider? time = null, ILogger<S3Service>? logger = null)
    {
        var settings = Server.CreateSettings();
        configure?.Invoke(settings);
        var client = S3Client.Create(settings);
        _clients.Add(client);
        return new S3Service(client, settings, logger, time);
    }

    /// <summary>Diagnoses with credentials of the test.</summary>
    internal Task<Diagnosis> DiagnoseAsync(Amazon.Runtime.AWSCredentials credentials)
    {
        var client = new AmazonS3Client(credentials, new AmazonS3Config
        {
            ServiceURL = Server.ServiceUrl,
            AuthenticationRegion = Server.Region,
            ForcePathStyle = true,
            DefaultAWSCredentials = credentials,
            RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
        });
        _clients.Add(client);
        return new S3Service(client, Server.CreateSettings()).DiagnoseAsync(Everything);
    }

    /// <summary>Diagnoses with settings of the test.</summary>
    internal Task<Diagnosis> DiagnoseAsync(
        Action<S3Settings>? configure = null, DiagnosisOptions? options = null, TimeProvider? time = null) =>
        Service(configure, time).DiagnoseAsync(options ?? Everything);

    /// <summary>Answers some operations with an error, as to someone without the right.</summary>
    internal void Forbid(params S3Operation[] operations) => Fail(HttpStatusCode.Forbidden, "AccessDenied", operations);

    internal void Fail(HttpStatusCode status, string code, params S3Operation[] operations) => Server.Faults =
        call => operations.Contains(call.Operation) ? S3Fault.Error(status, code) : null;

    /// <summary>Answers one request for an operation, counted from 1, with a fault.</summary>
    internal void FailOnce(S3Operation operation, int number, S3Fault? fault = null) => Server.Faults =
        call => call.Operation == operation && call.OperationNumber == number
            ? fault ?? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
            : null;

    /// <summary>Replaces the CORS rules by one for the origin.</summary>
    internal Task PutCorsAsync(CORSRule rule)
    {
        rule.AllowedOrigins = [Origin];
        return S3.PutCORSConfigurationAsync(new()
        {
            BucketName = Bucket,
            Configuration = new CORSConfiguration { Rules = [rule] },
        });
    }

    /// <summary>Replaces the lifecycle rules by one.</summary>
    internal Task PutLifecycleAsync(string prefix, int? days, int? abortDays) =>
        Behind.PutLifecycleAsync(new LifecyclePrefixPredicate { Prefix = prefix }, days, abortDays);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        Behind.Dispose();
        await Server.DisposeAsync();
    }
}
