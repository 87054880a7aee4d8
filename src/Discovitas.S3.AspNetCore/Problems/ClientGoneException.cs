namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>The connection broke while the request was read: nobody is there for an answer.</summary>
internal sealed class ClientGoneException(Exception innerException) : Exception("The client went away in the middle of the request.", innerException);
