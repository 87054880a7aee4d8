using System.Net;
using Discovitas.S3.Local;
using Discovitas.S3.Local.Hosting;

namespace Discovitas.S3.Tool.Serve;

/// <summary>The environment variables of programs that use the server.</summary>
internal static class ServerVariables
{
    internal static (string Name, string Value)[] From(ServeSettings settings)
    {
        var defaults = new LocalS3Options();
        var address = ServiceAddress.Create(new IPEndPoint(settings.Bind, settings.Port), settings.IsHttps);
        var (id, secret) = (settings.AccessKey ?? defaults.AccessKeyId, settings.SecretKey ?? defaults.SecretAccessKey);
        var region = settings.Region ?? defaults.Region;
        return
        [
            ("AWS_ENDPOINT_URL_S3", address),
            ("AWS_ACCESS_KEY_ID", id),
            ("AWS_SECRET_ACCESS_KEY", secret),
            ("AWS_REGION", region),
            ("AWS_DEFAULT_REGION", region),
            ("S3__ServiceUrl", address),
            ("S3__Bucket", settings.Buckets[0]),
            ("S3__Region", region),
            ("S3__AccessKeyId", id),
            ("S3__SecretAccessKey", secret),
            ("S3__ForcePathStyle", "true"),
        ];
    }
}
