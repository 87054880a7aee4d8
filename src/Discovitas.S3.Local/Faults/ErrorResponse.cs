using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Returns an S3 error instead of carrying out the request.</summary>
internal sealed class ErrorResponse(int status, string code) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        var error = new S3Error(code, status, $"{code}, on purpose: LocalS3Server.Faults asked for it.");
        return S3Response.FromException(new S3Exception(error), request.Http);
    }
}
