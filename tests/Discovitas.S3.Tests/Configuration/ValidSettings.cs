namespace Discovitas.S3.Tests.Configuration;

/// <summary>The least that must be set, and a change to it.</summary>
internal static class ValidSettings
{
    internal static S3Settings With(Action<S3Settings>? change = null)
    {
        var settings = new S3Settings { Bucket = "my-bucket", Region = "eu-west-1" };
        change?.Invoke(settings);
        return settings;
    }

    /// <summary>A service that calls no store: enough for addresses and for the check of its settings.</summary>
    internal static S3Service Service(Action<S3Settings>? change = null, IAmazonS3? s3 = null) =>
        new(s3 ?? Mock.Of<IAmazonS3>(), Options.Create(With(change)));
}
