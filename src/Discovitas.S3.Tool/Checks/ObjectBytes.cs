using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Reads objects.</summary>
internal static class ObjectBytes
{
    internal static async Task<byte[]> ReadAsync(
        CheckContext context, GetObjectRequest request, CancellationToken cancellationToken)
    {
        using var response = await context.Client.GetObjectAsync(request, cancellationToken);
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>Creates bytes that differ from place to place.</summary>
    internal static byte[] Create(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
