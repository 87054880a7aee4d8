using System.Text;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>All that binds a direct upload: what was granted, to whom and for which file. Clients carry it sealed (<see cref="TokenSeal"/>).</summary>
internal sealed record UploadToken(string Key, string ContentType, long MaxSize, string FileName)
{
    internal long? Size { get; init; }

    internal string? UploadId { get; init; }

    internal bool ChecksBytes { get; init; }

    /// <summary>Whether the file was to come in parts: its object cannot tell, since some stores keep any file as if it had.</summary>
    internal bool IsInParts { get; init; }

    /// <summary>Who it was granted to; null where nobody was signed in.</summary>
    internal string? User { get; init; }

    /// <summary>The file's URL once it is stored; null before.</summary>
    internal string? Url { get; init; }

    internal static UploadToken Of(DirectUploadTicket ticket, string fileName, string? user) => new(ticket.Key, ticket.ContentType, ticket.MaxSize, fileName)
    {
        Size = ticket.Size,
        UploadId = ticket.UploadId,
        ChecksBytes = ticket.ChecksBytes,
        User = user,
    };

    internal DirectUploadTicket Ticket() => new()
    {
        Key = Key,
        ContentType = ContentType,
        MaxSize = MaxSize,
        Size = Size,
        UploadId = UploadId,
        ChecksBytes = ChecksBytes,
    };

    // Not JSON: it travels in URLs and in 2 KB of metadata, where escapes would cost six bytes a character.
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
        writer.Write(IsInParts);
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
            IsInParts = reader.ReadBoolean(),
            UploadId = Text(reader),
            User = Text(reader),
            Url = Text(reader),
        };
    }

    private static string? Text(BinaryReader reader)
    {
        var isThere = reader.ReadBoolean();
        var text = reader.ReadString();
        return isThere ? text : null;
    }
}
