using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Text;

namespace Discovitas.S3.Probes;

/// <summary>Looks at the encryption that the settings ask for (S3:ServerSideEncryption).</summary>
internal static class EncryptionProbes
{
    internal static readonly Probe[] All =
    [
        new("encrypt", "Storing a file with S3:ServerSideEncryption and S3:KmsKeyId.", EncryptAsync)
        { Needs = ["put-object"], Right = "kms:GenerateDataKey" },
        new("decrypt", "Reading a file that is encrypted in this way.", DecryptAsync)
        { Needs = ["encrypt", "get-object"], Right = "kms:Decrypt" },
    ];

    private static async Task<ProbeResult> EncryptAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (context.Settings.ServerSideEncryption is not { } method)
        {
            return ProbeResult.Ok("The settings ask for no encryption, so that the bucket's own applies.");
        }

        var key = context.Files.Create();
        var request = RoundTripProbes.PutRequest(context, key);
        request.ServerSideEncryptionMethod = new ServerSideEncryptionMethod(method);
        request.ServerSideEncryptionKeyManagementServiceKeyId = context.Settings.KmsKeyId;
        PutObjectResponse? response;
        try
        {
            response = await context.AskAsync(
                key.Value, (client, token) => client.PutObjectAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (failure.StatusCode is not System.Net.HttpStatusCode.Forbidden)
        {
            return ProbeResult.Failed(
                $"The store does not encrypt with {method}. {failure.Message}",
                "Correct S3:KmsKeyId, or leave out S3:ServerSideEncryption so that the bucket's own encryption " +
                "applies.");
        }

        context.Encrypted = key;
        return response?.ServerSideEncryptionMethod?.Value == method
            ? ProbeResult.Ok($"Files are encrypted with {method}.")
            : ProbeResult.Failed(
                $"The store did not report that the file is encrypted with {method}, but with " +
                $"{LogSafe.Quote(response?.ServerSideEncryptionMethod?.Value ?? "nothing")}.",
                "Leave out S3:ServerSideEncryption if this store has no such encryption.");
    }

    private static async Task<ProbeResult> DecryptAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (context.Encrypted is not { } key)
        {
            return ProbeResult.Ok("The settings ask for no encryption.");
        }

        var bytes = await RoundTripProbes.ReadAsync(context, key, range: null, cancellationToken)
            .ConfigureAwait(false);
        return bytes.AsSpan().SequenceEqual(TestFiles.Bytes)
            ? ProbeResult.Ok("Encrypted files can be read.")
            : ProbeResult.Failed("Reading the file returned other bytes.", "Check the KMS key.");
    }
}
