using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>An error of S3's instead of what was asked for.</summary>
internal sealed class ErrorAnswer(int status, string code) : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        throw new S3Exception(new S3Error(code, status, $"{code}, on purpose: LocalS3Server.Faults asked for it."));
    }
}
