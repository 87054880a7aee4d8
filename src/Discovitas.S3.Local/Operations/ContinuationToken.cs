using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Encodes the name at which the next page of a listing begins, for the client to send back.</summary>
internal static class ContinuationToken
{
    internal static string Write(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    internal static string Read(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, "The continuation token provided is incorrect",
                ("ArgumentName", "continuation-token"));
        }
    }
}
