using System.Text;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Contains everything to which a direct upload is bound: what the client may do, who it is, and for which file.
/// Clients hold it encrypted (<see cref="TokenProtector"/>).
/// </summary>
internal sealed record UploadToken(string Key, string ContentType, long MaxSize, string FileName)
{
    internal long? Size { get; init; }

    internal string? UploadId { get; init; }

    internal bool ChecksBytes { get; init; }

    /// <summary>
    /// Gets a value indicating whether the file is sent in parts. The stored object does not show it, since some stores
    /// give every object the ETag of a multipart upload.
    /// </summary>
    internal bool IsMultipart { get; init; }

    /// <summary>Gets the names of the file's metadata, in lower case.</summary>
    internal IReadOnlyList<string> MetadataNames { get; init; } = [];

    /// <summary>Gets the user that the upload is bound to; null if nobody was signed in.</summary>
    internal string? User { get; init; }

    /// <summary>Gets the file's URL once it is stored; null before.</summary>
    internal string? Url { get; init; }

    internal static UploadToken From(DirectUploadTicket ticket, string fileName, string? user) =>
        new(ticket.Key, ticket.ContentType, ticket.MaxSize, fileName)
        {
            Size = ticket.Size,
            UploadId = ticket.UploadId,
            ChecksBytes = ticket.ChecksBytes,
            User = user,
        };

    internal DirectUploadTicket ToTicket() => new()
    {
        Key = Key,
        FileName = FileName,
        ContentType = ContentType,
        MaxSize = MaxSize,
        Size = Size,
        UploadId = UploadId,
        ChecksBytes = ChecksBytes,
    };

    // Not JSON: a token is part of URLs and of 2 KB of metadata, and JSON escapes can take six bytes per character.
    internal byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Key);
        writer.Write(ContentType);
        writer.Write(MaxSize);
        writer.Write(FileName);
        writer.Write(Size ?? -1);
        writer.Write(ChecksBytes);
        writer.Write(IsMultipart);
        writer.Write(string.Join(' ', MetadataNames));
        foreach (var text in new[] { UploadId, User, Url })
        {
            writer.Write(text is not null);
            writer.Write(text ?? "");
        }

        writer.Flush();
        return bytes.ToArray();
    }

    internal static UploadToken FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var token = new UploadToken(reader.ReadString(), reader.ReadString(), reader.ReadInt64(), reader.ReadString());
        var size = reader.ReadInt64();
        return token with
        {
            Size = size < 0 ? null : size,
            ChecksBytes = reader.ReadBoolean(),
            IsMultipart = reader.ReadBoolean(),
            MetadataNames = reader.ReadString().Split(' ', StringSplitOptions.RemoveEmptyEntries),
            UploadId = ReadText(reader),
            User = ReadText(reader),
            Url = ReadText(reader),
        };
    }

    private static string? ReadText(BinaryReader reader)
    {
        var hasText = reader.ReadBoolean();
        var text = reader.ReadString();
        return hasText ? text : null;
    }
}
