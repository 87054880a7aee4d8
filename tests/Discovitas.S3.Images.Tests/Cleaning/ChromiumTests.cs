using Discovitas.S3.Images.Tests.Support.Matrix;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Cleaned pictures in a browser, each beside its original.</summary>
[Collection(PictureMatrix.Name)]
public sealed class ChromiumTests(PictureMatrix matrix)
{
    // No browser decodes arithmetic coding.
    private const string NotShown = "jpg-arithmetic";

    // Size and pixels of each picture, the first frame of an animation, as a page sees them: turned and in the colours
    // of the profile. All is done before the browser takes the page for loaded.
    private const string Script = """
        onload = () => document.body.textContent = [...document.images].map(image => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [image.naturalWidth || 1, image.naturalHeight || 1];
            const context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const sum = pixels.reduce((sum, value) => (Math.imul(sum, 31) + value) | 0, 7);
            return `${image.naturalWidth}x${image.naturalHeight} ${sum}`;
        }).join(';');
        """;

    [NeedsChromium]
    [InlineData("everything")]
    [InlineData("colour profile")]
    public async Task ACleanedPicture_LooksTheSame(string metadata)
    {
        var pictures = Structure.All
            .Where(structure => structure.Name != NotShown)
            .Select(structure => matrix[structure.Name, structure.Format == "gif" ? "everything" : metadata])
            .ToArray();

        var shown = await ShowAsync(pictures.SelectMany(picture => (string[])[picture.Original, picture.Cleaned]));

        shown.Should().HaveCount(pictures.Length * 2);
        foreach (var (picture, sides) in pictures.Zip(shown.Chunk(2)))
        {
            sides[1].Should().Be(sides[0], picture.Name).And.NotStartWith("0x", picture.Name);
        }
    }

    private static async Task<string[]> ShowAsync(IEnumerable<string> files)
    {
        var folder = Directory.CreateTempSubdirectory("chromium");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            var images = files.Select(file => $"<img src='{new Uri(file)}'>");
            await File.WriteAllTextAsync(page, $"<!doctype html><script>{Script}</script>{string.Concat(images)}");
            var dom = await Program.RunAsync("chromium", [
                "--headless", "--disable-gpu", "--allow-file-access-from-files", $"--user-data-dir={folder}/profile",
                .. Environment.IsPrivilegedProcess ? (string[])["--no-sandbox", "--disable-dev-shm-usage"] : [],
                "--dump-dom", new Uri(page).AbsoluteUri,
            ]);
            return dom.Split("<body>")[1].Split("</body>")[0].Split(';');
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
