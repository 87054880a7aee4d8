using System.Globalization;
using System.Runtime.CompilerServices;

namespace Discovitas.S3.Tests.Client;

public sealed class S3HttpClientFactoryTests
{
    private const string Ok = "200 OK";

    [Fact]
    public async Task CreateHttpClient_RequestThatExpects100Continue_GoesWithoutIt()
    {
        using var listener = new LoopbackListener(Ok);
        using var client = new S3HttpClientFactory().CreateHttpClient(new AmazonS3Config());
        using var request = new HttpRequestMessage(
            HttpMethod.Put, listener.Url)
        { Content = new ByteArrayContent(new byte[10]) };
        request.Headers.ExpectContinue = true;

        using var response = await client.SendAsync(request);

        (await listener.Head).Should().StartWith("PUT / HTTP/1.1\r\n").And.NotContainEquivalentOf("Expect:");
    }

    [Fact]
    public async Task CreateHttpClient_UsedByTheSdk_SendsNoExpectOnAnUpload()
    {
        using var listener = new LoopbackListener(Ok);
        using var s3 = S3ClientFactory.Create(ValidSettings.With(settings =>
            (
                settings.ServiceUrl,
                settings.AccessKeyId,
                settings.SecretAccessKey) = (listener.Url, "AKIDEXAMPLE", "secret")));

        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "my-bucket",
                Key = "a",
                InputStream = new MemoryStream(new byte[10]),
                UseChunkEncoding = false,
            });

        (await listener.Head).Should().StartWith("PUT /my-bucket/a HTTP/1.1\r\n").And.NotContainEquivalentOf("Expect:");
    }

    // A redirect would carry the signature to whatever host the answer names.
    [Fact]
    public async Task CreateHttpClient_Redirect_IsNotFollowed()
    {
        using var listener = new LoopbackListener("307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/");
        using var client = new S3HttpClientFactory().CreateHttpClient(new AmazonS3Config());

        using var response = await client.GetAsync(new Uri(listener.Url));

        response.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
    }

    // Read from the handler: to make a connection time out on purpose depends on the machine's speed and on its
    // network.
    [Fact]
    public void CreateHttpClient_ConnectTimeout_IsTakenOver()
    {
        using var client = new S3HttpClientFactory()
            .CreateHttpClient(new AmazonS3Config { ConnectTimeout = TimeSpan.FromSeconds(3) });

        var handler = Handler(client).Should().BeAssignableTo<DelegatingHandler>().Which.InnerHandler;

        handler.Should().BeOfType<SocketsHttpHandler>().Which.ConnectTimeout.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task CreateHttpClient_NoConnectTimeout_Connects()
    {
        using var listener = new LoopbackListener(Ok);
        using var client = new S3HttpClientFactory().CreateHttpClient(new AmazonS3Config());

        using var response = await client.GetAsync(new Uri(listener.Url));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        client.Timeout.Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void GetConfigUniqueString_ConnectTimeout_DistinguishesClients()
    {
        var factory = new S3HttpClientFactory();

        Unique(10).Should().Be(Unique(10)).And.NotBe(Unique(11));
        factory.UseSDKHttpClientCaching(new AmazonS3Config()).Should().BeTrue();

        string Unique(int seconds) =>
            factory.GetConfigUniqueString(new AmazonS3Config { ConnectTimeout = TimeSpan.FromSeconds(seconds) });
    }

    [Fact]
    public void GetConfigUniqueString_AnyCulture_IsTheSame()
    {
        var own = CultureInfo.CurrentCulture;
        var config = new AmazonS3Config { ConnectTimeout = TimeSpan.FromSeconds(1.5) };
        var expected = new S3HttpClientFactory().GetConfigUniqueString(config);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fa-IR");

            new S3HttpClientFactory().GetConfigUniqueString(config).Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_handler")]
    private static extern ref HttpMessageHandler Handler(HttpMessageInvoker client);
}
