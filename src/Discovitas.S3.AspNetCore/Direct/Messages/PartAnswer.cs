namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Where to send a part; <c>expires</c> in seconds.</summary>
internal sealed record PartAnswer(string Url, int Expires);
