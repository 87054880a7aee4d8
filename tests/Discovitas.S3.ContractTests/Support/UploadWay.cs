namespace Discovitas.S3.ContractTests.Support;

/// <summary>A way in which a file can come into the store.</summary>
public enum UploadWay
{
    Form,
    Body,
    DirectForm,
    PresignedPut,
    Multipart,
}
