using System.Net.Http.Json;
using System.Text.Json;
using Discovitas.S3.TestSupport.Processes;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>One tool for all tests of a class, since its start takes seconds. Each test begins with no files.</summary>
public sealed class SharedTool : IAsyncLifetime
{
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
        var listing = await http.GetFromJsonAsync<JsonElement>("/files");
        foreach (var file in listing.GetProperty("files").EnumerateArray())
        {
            var key = Uri.EscapeDataString(file.GetProperty("key").GetString()!);
            using var deleted = await http.DeleteAsync(new Uri($"/files?key={key}", UriKind.Relative));
            deleted.EnsureSuccessStatusCode();
        }

        return _process.Url;
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
