namespace Discovitas.S3.Local.Faults;

/// <summary>Creates values that are well-formed but wrong.</summary>
internal static class WrongValue
{
    /// <summary>Changes the first hex digit of an ETag.</summary>
    internal static string FromETag(string etag)
    {
        var first = etag.StartsWith('"') ? 1 : 0;
        return $"{etag[..first]}{(etag[first] == '0' ? '1' : '0')}{etag[(first + 1)..]}";
    }

    /// <summary>Changes one bit of a checksum, and keeps the number of parts behind it.</summary>
    internal static string FromChecksum(string checksum)
    {
        var value = checksum.Split('-')[0];
        var bytes = Convert.FromBase64String(value);
        bytes[0] ^= 1;
        return Convert.ToBase64String(bytes) + checksum[value.Length..];
    }

    internal static string Keep(string value) => value;
}
