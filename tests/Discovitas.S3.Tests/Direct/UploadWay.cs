namespace Discovitas.S3.Tests.Direct;

/// <summary>How a client sends a file to the store.</summary>
public enum UploadWay
{
    Form,
    Put,
    Parts,
}
