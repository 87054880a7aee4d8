using System.Net.Http.Json;
using System.Text.Json;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>One tool for all tests of a class, since its start takes seconds. Each test begins with no files.</summary>
public sealed class SharedTool : IAsyncLifetime
{
    private const int MostInOneForm = 10;

    private ToolProcess? _process;

    // Where there is no browser, the tests are skipped and none starts it.
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Starts the tool if it does not run yet, and deletes its files.</summary>
    /// <returns>Where its page is.</returns>
    internal async Task<string> EmptyAsync()
    {
        _process ??= await ToolProcess.StartAsync([]);
        using var http = new HttpClient { BaseAddress = new Uri(_process.Url) };
        http.DefaultRequestHeaders.Add("X-Discovitas-S3", "delete");
        while (await KeysAsync(http) is { Count: > 0 } keys)
        {
            var query = string.Join('&', keys.Select(key => $"key={Uri.EscapeDataString(key)}"));
            using var deleted = await http.DeleteAsync(new Uri($"/files?{query}", UriKind.Relative));
            deleted.EnsureSuccessStatusCode();
        }

        return _process.Url;
    }

    /// <summary>Deletes the files of the tool, then stores as many as are asked for, named from 1 on.</summary>
    /// <returns>Where its page is.</returns>
    internal async Task<string> FillAsync(int count)
    {
        var url = await EmptyAsync();
        using var http = new HttpClient();
        foreach (var numbers in Enumerable.Range(1, count).Chunk(MostInOneForm))
        {
            using var form = new MultipartFormDataContent();
            Array.ForEach(numbers, number => form.Add(new ByteArrayContent([1, 2, 3]), "file", $"{number}.txt"));
            using var stored = await http.PostAsync(new Uri($"{url}/uploads"), form);
            stored.EnsureSuccessStatusCode();
        }

        return url;
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(HttpClient http)
    {
        var listing = await http.GetFromJsonAsync<JsonElement>("/files");
        return [.. listing.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("key").GetString()!)];
    }
}
