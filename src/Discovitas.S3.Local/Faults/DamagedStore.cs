using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Changes one byte of what is stored, after every check.</summary>
internal sealed class DamagedStore : IFault
{
    public Task<S3Response?> ApplyAsync(FaultyRequest request) =>
        request.CarryOutAsync(request.Context with { ChangeStaged = ChangeFirstByteAsync });

    private static async Task ChangeFirstByteAsync(Stream staged, CancellationToken cancellationToken)
    {
        var first = new byte[1];
        staged.Position = 0;
        if (await staged.ReadAsync(first, cancellationToken).ConfigureAwait(false) > 0)
        {
            first[0] ^= 1;
            staged.Position = 0;
            await staged.WriteAsync(first, cancellationToken).ConfigureAwait(false);
        }
    }
}
