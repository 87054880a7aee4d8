namespace Discovitas.S3.Tests.Support;

/// <summary>
/// Ways to name a store and its style, and what the URLs of my-bucket start with there: public and signed ones alike.
/// </summary>
public static class ServiceUrls
{
    public static TheoryData<string, bool?, string> All => new()
    {
        { "https://s3.example.com", null, "https://s3.example.com/my-bucket/" },
        { "https://s3.example.com/", null, "https://s3.example.com/my-bucket/" },
        { "https://s3.example.com", true, "https://s3.example.com/my-bucket/" },
        { "https://s3.example.com", false, "https://my-bucket.s3.example.com/" },
        { "https://s3.example.com/", false, "https://my-bucket.s3.example.com/" },
        { "http://localhost:9000", null, "http://localhost:9000/my-bucket/" },
        { "http://localhost:9000/", false, "http://my-bucket.localhost:9000/" },
        { "http://127.0.0.1:9000", null, "http://127.0.0.1:9000/my-bucket/" },
        { "http://[::1]:9000", null, "http://[::1]:9000/my-bucket/" },
        { "https://s3.example.com:443", null, "https://s3.example.com/my-bucket/" },
        { "http://s3.example.com:443", null, "http://s3.example.com:443/my-bucket/" },
        { "HTTPS://S3.Example.COM", null, "https://s3.example.com/my-bucket/" },
        { "HTTP://localhost:9000", null, "http://localhost:9000/my-bucket/" },
        { "https://s3.example.com:8443/", null, "https://s3.example.com:8443/my-bucket/" },
    };
}
