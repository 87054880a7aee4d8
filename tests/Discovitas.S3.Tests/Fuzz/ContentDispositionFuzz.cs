using System.Net.Http.Headers;
using CsCheck;
using Discovitas.S3.Headers;
using Discovitas.S3.Text;
using Xunit.Abstractions;

namespace Discovitas.S3.Tests.Fuzz;

public sealed class ContentDispositionFuzz(ITestOutputHelper output)
{
    private const int MaxNameLength = 255;

    private static readonly Gen<string> Name = Gen.Frequency((2, GeneratedText.UpTo(40)), (3, GeneratedNames.Any), (1, Mutated.Text(GeneratedText.UpTo(250))));

    private static readonly Gen<MediaType> Type = Gen.OneOf("image/png", "text/html", "image/svg+xml", "application/pdf").Select(MediaType.Parse);

    private readonly FuzzRun _run = new(output);

    [Fact]
    public void Attachment_AnyName_ComesBackOrIsRefusedForAReason() => _run.Holds(
        Name,
        name => IsKeptOrRefused(name, "attachment", () => ContentDisposition.Attachment(name)),
        count: 5_000);

    [Fact]
    public void For_AnyKeptName_ComesBackOrIsRefusedForAReason() => _run.Holds(
        Gen.Select(Name, Gen.Enum<FileDisposition>(), Type),
        (name, disposition, type) =>
        {
            var saves = disposition == FileDisposition.Attachment || (disposition == FileDisposition.Default && type.IsRunnable);
            var request = new FileUploadRequest(name, type.Value, Array.Empty<byte>()) { Disposition = disposition, KeepFileName = true };
            return IsKeptOrRefused(name, saves ? "attachment" : "inline", () => ContentDisposition.Create(request, type)!);
        });

    [Fact]
    public void Attachment_AnyName_ComesBackFromTheFramework() => _run.Holds(
        Name,
        name =>
        {
            if (IsRefused(LastSegment(name)))
            {
                return true;
            }

            var parsed = ContentDispositionHeaderValue.Parse(ContentDisposition.Attachment(name));
            return (parsed.FileNameStar ?? parsed.FileName?.Trim('"') ?? "") == Whole(LastSegment(name));
        });

    private static bool IsKeptOrRefused(string name, string type, Func<string> header)
    {
        try
        {
            var read = Rfc6266.Parse(header());
            return !IsRefused(LastSegment(name))
                && read.Type == type
                && (read.FileName ?? "") == Whole(LastSegment(name))
                && read.Parameters.Keys.All(parameter => parameter is "filename" or "filename*")
                && read.Parameters.GetValueOrDefault("filename")?.AsSpan().IndexOfAny("\"\\%?/") is null or < 0;
        }
        catch (UploadRejectedException refusal)
        {
            return IsRefused(LastSegment(name)) && refusal.Reason == UploadRejectionReason.InvalidHeader && !refusal.Message.Any(char.IsControl);
        }
    }

    private static bool IsRefused(string name) => name.Any(char.IsControl) || name.Length > MaxNameLength;

    // Half of a surrogate pair has no form in UTF-8, and a name to save under need not be exact: it is shown as U+FFFD.
    private static string Whole(string name) => string.Concat(name.EnumerateRunes());

    private static string LastSegment(string name) => name.Split('/', '\\')[^1];
}
