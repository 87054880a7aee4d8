using Amazon.S3;

namespace Discovitas.S3.FaultTests.Promises;

/// <summary>This library on a client of the app's that has a role's temporary credentials.</summary>
internal sealed class OurUploadAsRole : ISubject
{
    private readonly ISubject _ours = AllSubjects.Ours;

    public string Name => "ours with a role";

    public bool IsOurs => true;

    public int LargeSize => _ours.LargeSize;

    public TimeSpan Patience => _ours.Patience;

    internal RefreshedCredentials? Credentials { get; private set; }

    public bool Takes(ContentKind kind) => true;

    public async Task UploadAsync(World world, Source source, CancellationToken cancellationToken)
    {
        Credentials = new RefreshedCredentials(world.Server);
        using var client = new AmazonS3Client(new AmazonS3Config
        {
            ServiceURL = world.Server.ServiceUrl,
            AuthenticationRegion = world.Server.Region,
            ForcePathStyle = true,
            DefaultAWSCredentials = Credentials,
        });
        await OurUpload.UploadAsync(world, source, client, cancellationToken);
    }
}
