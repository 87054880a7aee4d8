using System.Net.Http.Headers;

namespace Discovitas.S3.Tests.Fuzz;

public sealed class ContentDispositionFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    private const int MaxNameLength = 255;

    private static readonly Gen<string> Name = Gen.Frequency(
        (2, GeneratedText.UpTo(40)), (3, GeneratedNames.Any), (1, Mutated.Text(GeneratedText.UpTo(250))));

    private static readonly Gen<MediaType> Type = Gen.OneOf(
        "image/png", "text/html", "image/svg+xml", "application/pdf").Select(MediaType.Parse);

    [Fact]
    public void Attachment_AnyName_ComesBackOrIsRejectedForAReason() => Run.Holds(
        Name,
        name => IsKeptOrRejected(name, "attachment", () => ContentDisposition.Attachment(name)),
        count: 5_000);

    [Fact]
    public void Create_AnyKeptName_ComesBackOrIsRejectedForAReason() => Run.Holds(
        Gen.Select(Name, Gen.Enum<FileDisposition>(), Type),
        (name, disposition, type) =>
        {
            var saves = disposition == FileDisposition.Attachment || !type.IsPassive;
            var request = new FileUploadRequest(name, type.Value, Array.Empty<byte>())
            {
                Disposition = disposition,
                KeepFileName = true,
            };
            return IsKeptOrRejected(
                name, saves ? "attachment" : "inline", () => ContentDisposition.Create(request, type)!);
        });

    [Fact]
    public void Attachment_AnyName_ComesBackFromTheFramework() => Run.Holds(
        Name,
        name =>
        {
            if (IsRejected(LastSegment(name)))
            {
                return true;
            }

            var parsed = ContentDispositionHeaderValue.Parse(ContentDisposition.Attachment(name));
            return (parsed.FileNameStar ?? parsed.FileName?.Trim('"') ?? "") == Whole(LastSegment(name));
        });

    private static bool IsKeptOrRejected(string name, string type, Func<string> header)
    {
        try
        {
            var read = Rfc6266.Parse(header());
            return !IsRejected(LastSegment(name))
                && read.Type == type
                && (read.FileName ?? "") == Whole(LastSegment(name))
                && read.Parameters.Keys.All(parameter => parameter is "filename" or "filename*")
                && read.Parameters.GetValueOrDefault("filename")?.AsSpan().IndexOfAny("\"\\%?/") is null or < 0;
        }
        catch (UploadRejectedException rejection)
        {
            return IsRejected(LastSegment(name))
                && rejection.Reason == UploadRejectionReason.InvalidHeader
                && !rejection.Message.Any(char.IsControl);
        }
    }

    private static bool IsRejected(string name) => name.Any(char.IsControl) || name.Length > MaxNameLength;

    // Half of a surrogate pair has no form in UTF-8, and a name to save under need not be exact: it is shown as U+FFFD.
    private static string Whole(string name) => string.Concat(name.EnumerateRunes());

    private static string LastSegment(string name) => name.Split('/', '\\')[^1];
}
