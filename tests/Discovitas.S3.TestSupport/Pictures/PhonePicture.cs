namespace Discovitas.S3.TestSupport.Pictures;

/// <summary>
/// A picture as a phone takes it, made with ImageMagick and exiftool: a JPEG of 24 × 16 pixels that lies on its side,
/// with the place, the time and a serial number.
/// </summary>
public static class PhonePicture
{
    /// <summary>What somebody would find in it who looks for the place or the device.</summary>
    public static readonly string[] Secrets = ["GPSLatitude", "Serial-4711", "2026:01:02 03:04:05", "Phone"];

    private const string Base64 = """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4QFsRXhpZgAATU0AKgAAAAgACAEPAAIAAAAGAAAAbgESAAMAAAABAAYAAAEaAAUAAAABAAAAdAEbAAUA
        AAABAAAAfAEoAAMAAAABAAEAAAITAAMAAAABAAEAAIdpAAQAAAABAAAAhIglAAQAAAABAAAA8gAAAABQaG9uZQAAAAABAAAAAQAAAAEAAAAB
        AAaQAAAHAAAABDAyMzKQAwACAAAAFAAAANKRAQAHAAAABAECAwCgAAAHAAAABDAxMDCgAQADAAAAAf//AACkMQACAAAADAAAAOYAAAAAMjAy
        NjowMTowMiAwMzowNDowNQBTZXJpYWwtNDcxMQAABQAAAAEAAAAEAgMAAAABAAIAAAACTgAAAAACAAUAAAADAAABNAADAAIAAAACRQAAAAAE
        AAUAAAADAAABTAAAAAAAAAA0AAAAAQAAAB4AAAABAAAAAAAAAAEAAAANAAAAAQAAABgAAAABAAAAAAAAAAH/4QF0aHR0cDovL25zLmFkb2Jl
        LmNvbS94YXAvMS4wLwA8P3hwYWNrZXQgYmVnaW49J++7vycgaWQ9J1c1TTBNcENlaGlIenJlU3pOVGN6a2M5ZCc/Pgo8eDp4bXBtZXRhIHht
        bG5zOng9J2Fkb2JlOm5zOm1ldGEvJyB4OnhtcHRrPSdJbWFnZTo6RXhpZlRvb2wgMTIuNTcnPgo8cmRmOlJERiB4bWxuczpyZGY9J2h0dHA6
        Ly93d3cudzMub3JnLzE5OTkvMDIvMjItcmRmLXN5bnRheC1ucyMnPgoKIDxyZGY6RGVzY3JpcHRpb24gcmRmOmFib3V0PScnCiAgeG1sbnM6
        ZXhpZj0naHR0cDovL25zLmFkb2JlLmNvbS9leGlmLzEuMC8nCiAgZXhpZjpHUFNMYXRpdHVkZT0nNTIsMzAuME4nLz4KPC9yZGY6UkRGPgo8
        L3g6eG1wbWV0YT4KPD94cGFja2V0IGVuZD0ndyc/Pv/bAEMADQkKCwoIDQsKCw4ODQ8TIBUTEhITJxweFyAuKTEwLiktLDM6Sj4zNkY3LC1A
        V0FGTE5SU1IyPlphWlBgSlFST//AAAsIABAAGAEBEQD/xAAWAAEBAQAAAAAAAAAAAAAAAAAABgf/xAAXEAADAQAAAAAAAAAAAAAAAAAAFWKh
        /9oACAEBAAA/AJVBGBBGBBGGqIIwIIwIIw//2Q==
        """;

    /// <summary>Gets the bytes of the file.</summary>
    public static byte[] Bytes => Convert.FromBase64String(Base64);

    /// <summary>
    /// Returns the picture with a film behind it, as phones append it: so many random bytes, which show nothing.
    /// </summary>
    public static byte[] WithFilm(int length) => [.. Bytes, .. TestBytes.Bytes(length)];
}
