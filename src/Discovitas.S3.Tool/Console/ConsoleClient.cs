using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Local;

namespace Discovitas.S3.Tool.Console;

/// <summary>
/// Creates the client through which the console looks at the server, as any client does. Its requests are not recorded.
/// </summary>
internal sealed class ConsoleClient : HttpClientFactory
{
    private readonly LocalS3Server _server;
    private readonly X509Certificate2? _certificate;

    private ConsoleClient(LocalS3Server server, X509Certificate2? certificate) =>
        (_server, _certificate) = (server, certificate);

    internal static AmazonS3Client Create(LocalS3Server server, X509Certificate2? certificate) => new(
        new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = server.ServiceUrl,
            ForcePathStyle = true,
            AuthenticationRegion = server.Region,
            MaxErrorRetry = 0,
            HttpClientFactory = new ConsoleClient(server, certificate),
        });

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler();
        if (_certificate is not null)
        {
            // The server's own certificate need not be one that this machine trusts.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, other, _, _) =>
                other?.GetCertHashString() == _certificate.GetCertHashString();
        }

        var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Add(LocalS3Server.UnrecordedHeader, _server.UnrecordedKey);
        return http;
    }
}
