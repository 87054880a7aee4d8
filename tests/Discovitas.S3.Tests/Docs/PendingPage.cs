namespace Discovitas.S3.Tests.Docs;

/// <summary>The example of docs/pending.md.</summary>
internal static class PendingPage
{
    internal sealed record Order(string? Invoice);

    internal interface IFiles
    {
        public Task AddAsync(string key, long size);
    }

    internal interface IOrders
    {
        public Task AddAsync(Order order, CancellationToken cancellationToken);
    }

    internal static async Task StoreAsync(
        S3Service s3, FileUploadRequest request, (Order Order, IOrders Orders) app, CancellationToken cancellationToken)
    {
        var (order, orders) = app;
        var file = await s3.StoreAsync(request with { Pending = true }, cancellationToken);
        await orders.AddAsync(order with { Invoice = file.Key }, cancellationToken); // the app's own transaction
        await s3.KeepAsync(file.Key, cancellationToken);
    }
}
