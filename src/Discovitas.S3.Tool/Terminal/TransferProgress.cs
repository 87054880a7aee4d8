using Spectre.Console;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Shows the progress of a transfer while it runs.</summary>
internal static class TransferProgress
{
    private const int ColumnsForSpeed = 100;
    private const int ColumnsForSize = 60;
    private const int WidthOfBar = 20;

    /// <summary>Runs the transfer with a progress bar if there is a terminal, which is then removed.</summary>
    internal static async Task<T> ShowTransferAsync<T>(
        this Screen screen, string name, Func<IProgress<UploadProgress>?, Task<T>> transfer)
    {
        if (screen.Live is not { } console)
        {
            return await transfer(null);
        }

        return await console.Progress()
            .AutoClear(true)
            .Columns(Fitting(name, console.Profile.Width))
            .StartAsync(context => transfer(new Bar(context.AddTask("transfer"))));
    }

    /// <summary>Returns what fits: first the speed is left out, then the size.</summary>
    private static ProgressColumn[] Fitting(string name, int width)
    {
        List<ProgressColumn> columns =
        [
            new NameColumn(name, width),
            new ProgressBarColumn { Width = WidthOfBar },
            new PercentageColumn(),
        ];
        if (width >= ColumnsForSize)
        {
            columns.Add(new DownloadedColumn { Base = FileSizeBase.Binary });
        }

        if (width >= ColumnsForSpeed)
        {
            columns.Add(new TransferSpeedColumn { Base = FileSizeBase.Binary });
        }

        return [.. columns];
    }

    private sealed class Bar(ProgressTask task) : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value)
        {
            task.IsIndeterminate = value.TotalBytes is null;

            // An empty file is complete at once; a bar of length zero would be none.
            task.MaxValue = Math.Max(1, value.TotalBytes ?? 1);
            task.Value = value.TotalBytes == 0 ? 1 : value.BytesSent;
        }
    }
}
