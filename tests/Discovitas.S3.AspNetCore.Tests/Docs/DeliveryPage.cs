using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/delivery.md.</summary>
internal static class DeliveryPage
{
    internal static void Endpoints(WebApplication app)
    {
        app.MapGet("/invoices/{id}", async (int id, IInvoices invoices) =>
            S3Results.Redirect(await invoices.GetFileKeyAsync(id), TimeSpan.FromMinutes(5))).RequireAuthorization();

        app.MapGet("/pictures/{id}", async (int id, IPictures pictures) =>
            S3Results.Stream(await pictures.GetFileKeyAsync(id))).RequireAuthorization();
    }

    internal static void Window(WebApplication app) =>
        app.MapGet("/covers/{id}", async (int id, IPictures pictures) => S3Results.Redirect(
            await pictures.GetFileKeyAsync(id),
            TimeSpan.FromMinutes(10),
            new S3RedirectOptions { StableFor = TimeSpan.FromMinutes(30) }));

    internal static void Route(WebApplication app, IDocuments documents)
    {
        app.MapS3Files("/files/{**key}", options =>
            options.Authorize = async (http, key, cancellationToken) =>
                await documents.MayReadAsync(http.User, key, cancellationToken)).RequireAuthorization();
    }

    /// <summary>The app's own.</summary>
    internal sealed class ReportsController(IReports reports) : ControllerBase
    {
        [HttpGet("/reports/{id}")]
        public async Task<IActionResult> Report(int id) =>
            S3Results.Stream(await reports.GetFileKeyAsync(id), new S3StreamOptions { DownloadName = "Report.pdf" });
    }

    /// <summary>The app's own.</summary>
    internal interface IInvoices : IReports;

    /// <summary>The app's own.</summary>
    internal interface IPictures : IReports;

    /// <summary>The app's own.</summary>
    internal interface IReports
    {
        public Task<string> GetFileKeyAsync(int id);
    }

    /// <summary>The app's own.</summary>
    internal interface IDocuments
    {
        public Task<bool> MayReadAsync(ClaimsPrincipal user, string key, CancellationToken cancellationToken);
    }
}
