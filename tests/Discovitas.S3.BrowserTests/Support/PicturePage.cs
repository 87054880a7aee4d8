using System.Text.Json;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A page that cleans pictures, and shows them. It opens when it is first used.</summary>
public sealed class PicturePage : IAsyncLifetime
{
    private Site? _site;
    private ModulePage? _page;

    /// <summary>Returns what the module makes of a file with the option <c>removeMetadata</c>.</summary>
    internal async Task<CleanedPicture> CleanAsync(byte[] file, string type = "", string? onUnsupported = null) =>
        (await CleanAllAsync([file], type, onUnsupported)).Single();

    /// <summary>Returns what it makes of several files of one type.</summary>
    internal async Task<CleanedPicture[]> CleanAllAsync(
        IEnumerable<byte[]> files, string type = "", string? onUnsupported = null, string end = ".bin")
    {
        var named = files.Select((bytes, number) => new { name = $"{number}{end}", type, bytes }).ToArray();
        return await EvaluateAsync<CleanedPicture[]>(
            "({ named, options }) => window.pictures.clean(named, options)",
            new { named, options = new { removeMetadata = true, onUnsupported } });
    }

    /// <summary>Returns the size and a hash of the pixels, as a browser shows them, and those of each frame.</summary>
    internal Task<string[]> ShownAsync(byte[] bytes, string type) =>
        EvaluateAsync<string[]>("picture => window.pictures.shown(picture)", new { bytes, type });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.DisposeAsync();
            await _site!.DisposeAsync();
        }
    }

    // As JSON, in which bytes are base64 on both sides.
    private async Task<T> EvaluateAsync<T>(string script, object value)
    {
        _site ??= await Site.StartAsync(StoreKind.Local);
        _page ??= await ModulePage.OpenAsync(_site);
        var json = await _page.Page.EvaluateAsync<string>(
            $"async json => JSON.stringify(await ({script})(JSON.parse(json)))",
            JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
        return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
    }
}
