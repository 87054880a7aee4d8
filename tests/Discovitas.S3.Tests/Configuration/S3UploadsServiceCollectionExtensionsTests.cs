using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Discovitas.S3.Tests.Configuration.AppServices;

namespace Discovitas.S3.Tests.Configuration;

public sealed class S3UploadsServiceCollectionExtensionsTests
{
    private const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    private static readonly Dictionary<string, string?> Section = new()
    {
        ["S3:Bucket"] = "my-bucket",
        ["S3:Region"] = "eu-west-1",
        ["S3:AllowedContentTypes:0"] = "image/png",
        ["S3:AllowedContentTypes:1"] = "image/gif",
        ["S3:AllowedExtensions:0"] = "png",
    };

    public static TheoryData<string> Overloads => ["section S3", "another section", "code", "an instance"];

    [Theory]
    [MemberData(nameof(Overloads))]
    public void AddS3Uploads_Twice_IsHarmless(string overload)
    {
        var configuration = InMemory(Section);
        var instance = new S3Settings { Bucket = "my-bucket", Region = "eu-west-1", AllowedExtensions = { "png" } };
        void Add(IServiceCollection services) => _ = overload switch
        {
            "section S3" => services.AddS3Uploads(),
            "an instance" => services.AddS3Uploads(settings: instance),
            "another section" => services.AddS3Uploads(configuration.GetSection("S3")),
            _ => services.AddS3Uploads(settings => (settings.Bucket, settings.Region) = ("my-bucket", "eu-west-1")),
        };

        using var provider = Provider(services =>
        {
            Add(services);
            Add(services);
        }, configuration);

        provider.GetServices<S3Service>().Should().ContainSingle();
        provider.GetService<IAmazonS3>().Should().BeNull();
        var settings = provider.GetRequiredService<IOptions<S3Settings>>().Value;
        settings.AllowedContentTypes.Should().OnlyHaveUniqueItems();
        settings.AllowedExtensions.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void AddS3Uploads_Service_IsASingleton()
    {
        using var provider = Provider(services => services.AddS3Uploads(), InMemory(Section));
        using var scope = provider.CreateScope();

        scope.ServiceProvider.GetRequiredService<S3Service>()
            .Should().BeSameAs(provider.GetRequiredService<S3Service>());
        scope.ServiceProvider.GetRequiredKeyedService<S3Service>("")
            .Should().BeSameAs(provider.GetRequiredService<S3Service>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddS3Uploads_OwnClient_IsUsedWhetherBeforeOrAfter(bool before)
    {
        var own = new Mock<IAmazonS3>();
        own.Setup(s3 => s3.GetObjectMetadataAsync(It.IsAny<GetObjectMetadataRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new AmazonS3Exception("gone") { StatusCode = HttpStatusCode.NotFound });
        using var provider = Provider(services =>
        {
            if (before)
            {
                services.AddSingleton(own.Object);
            }

            services.AddS3Uploads();
            if (!before)
            {
                services.AddSingleton(own.Object);
            }
        }, InMemory(Section));

        (await provider.GetRequiredService<S3Service>().ExistsAsync(Key)).Should().BeFalse();

        provider.GetRequiredService<IAmazonS3>().Should().BeSameAs(own.Object);
        own.Verify(
            s3 =>
                s3.GetObjectMetadataAsync(
                    It.Is<GetObjectMetadataRequest>(request => request.Key == Key), It.IsAny<CancellationToken>()),
            Times.Once);
    }

    [Fact]
    public async Task AddS3Uploads_BuiltClient_EndsWithTheProvider()
    {
        var provider = Provider(services => services.AddS3Uploads(), InMemory(Section));
        var s3 = provider.GetRequiredService<S3Service>();

        await provider.DisposeAsync();

        await s3.Invoking(service => service.ExistsAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*is disposed*");
    }

    [Fact]
    public void AddS3Uploads_OwnClientAsAnInstance_OutlivesTheProvider()
    {
        var own = new Mock<IAmazonS3>();
        using (var provider = Provider(services => services.AddSingleton(own.Object).AddS3Uploads(), InMemory(Section)))
        {
            provider.GetRequiredService<S3Service>();
        }

        own.Verify(s3 => s3.Dispose(), Times.Never);
    }

    [Fact]
    public void AddS3Uploads_WrongSettingsWithoutAHost_FailWhenTheServiceIsAskedFor()
    {
        using var provider = Provider(services => services.AddS3Uploads());

        var act = () => provider.GetRequiredService<S3Service>();

        act.Should().Throw<OptionsValidationException>();
    }

    [Fact]
    public void AddS3Uploads_Null_IsRejected()
    {
        Action[] calls =
        [
            () => S3UploadsServiceCollectionExtensions.AddS3Uploads(null!),
            () => new ServiceCollection().AddS3Uploads((IConfiguration)null!),
            () => new ServiceCollection().AddS3Uploads((Action<S3Settings>)null!),
            () => new ServiceCollection().AddS3Uploads((S3Settings)null!),
            () => new ServiceCollection().AddS3Uploads((string)null!),
            () => new ServiceCollection().AddS3Uploads("avatars", (IConfiguration)null!),
            () => new ServiceCollection().AddS3Uploads("avatars", (Action<S3Settings>)null!),
            () => new ServiceCollection().AddS3Uploads().Configure(null!),
        ];

        calls.Should().AllSatisfy(call => call.Should().Throw<ArgumentNullException>());
    }
}
