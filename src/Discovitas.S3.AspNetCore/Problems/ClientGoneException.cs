namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>The connection broke while the request was read. There is nobody to respond to.</summary>
internal sealed class ClientGoneException(Exception innerException)
    : Exception("The client disconnected during the request.", innerException);
