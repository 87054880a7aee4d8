namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>
/// The exception that is thrown when the connection breaks while the request is read. There is no client to respond to.
/// </summary>
internal sealed class ClientGoneException(Exception innerException)
    : Exception("The client disconnected during the request.", innerException);
