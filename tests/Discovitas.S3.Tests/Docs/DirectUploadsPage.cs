namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/direct-uploads.md.</summary>
internal static class DirectUploadsPage
{
    internal static async Task<StoredFile> InOneRequestAsync(S3Service s3, long size, Func<SignedRequest, Task> send)
    {
        var upload = await s3.Direct.CreateAsync(new DirectUploadRequest("cat.jpg", "image/jpeg") { Size = size });
        await send(upload.Request);

        var file = await s3.Direct.CompleteAsync(upload.Ticket);
        return file;
    }

    internal static async Task<StoredFile> AcceptAsync(S3Service s3, DirectUpload upload, PendingPage.IFiles files)
    {
        var file = await s3.Direct.AcceptAsync(upload.Ticket, accepted => files.AddAsync(accepted.Key, accepted.Size));
        return file;
    }

    internal static async Task<IReadOnlyList<UploadedPart>> InPartsAsync(S3Service s3, Func<SignedRequest, Task> send)
    {
        var ticket = await s3.Direct.StartMultipartAsync(new DirectUploadRequest("film.mp4", "video/mp4"));
        var part = await s3.Direct.SignPartAsync(ticket, partNumber: 1); // for the client: a PUT of one part
        var received = await s3.Direct.ListPartsAsync(ticket);
        await send(part);
        await s3.Direct.AbortAsync(ticket);
        return received;
    }
}
