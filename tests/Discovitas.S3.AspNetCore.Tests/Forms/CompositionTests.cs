using System.Security.Claims;
using System.Text.Encodings.Web;
using Discovitas.S3.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>
/// The endpoints among the rest of an app: its authorization, limits, origins, servers and documents.
/// </summary>
public sealed class CompositionTests
{
    [Fact]
    public async Task Authorization_OfTheGroup_HoldsForAllAndNamesTheFolder()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => options.Folder = http => http.User.Identity!.Name,
            Services = services =>
            {
                services.AddAuthentication("Name").AddScheme<AuthenticationSchemeOptions, NameInHeader>("Name", null);
                services.AddAuthorization();
            },
            Group = group => group.DisableAntiforgery().RequireAuthorization(),
        });
        using var form = new MultipartFormDataContent().WithFile([1]);
        using var again = new MultipartFormDataContent().WithFile([1]);
        using var body = new ByteArrayContent([1]);
        using var json = new StringContent("{}");

        (await site.PostAsync(form)).Status.Should().Be(401);
        (await site.PostAsync(json)).Status.Should().Be(401);
        (await site.PutAsync(body, "/uploads/a.txt")).Status.Should().Be(401);
        site.Http.DefaultRequestHeaders.Add("X-Name", "ann");
        (await site.PostAsync(again)).Json[0].GetProperty("key").GetString().Should().StartWith("uploads/ann/");
    }

    [Fact]
    public async Task RateLimiting_OfTheGroup_Holds()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Services = services => services.AddRateLimiter(limiter => limiter.AddFixedWindowLimiter(
                "one", window => (window.PermitLimit, window.Window) = (1, TimeSpan.FromHours(1)))),
            Middleware = app => app.UseRateLimiter(),
            Group = group => group.DisableAntiforgery().RequireRateLimiting("one"),
        });
        using var form = new MultipartFormDataContent().WithFile([1]);
        using var again = new MultipartFormDataContent().WithFile([1]);

        (await site.PostAsync(form)).Status.Should().Be(201);
        (await site.PostAsync(again)).Status.Should().Be(503);
    }

    [Fact]
    public async Task Cors_OfTheGroup_CoversRejectionsToo()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Services = services => services.AddCors(cors => cors.AddDefaultPolicy(
                policy => policy.WithOrigins("https://app.example").AllowAnyMethod().AllowAnyHeader())),
            Middleware = app => app.UseCors(),
            Group = group => group.DisableAntiforgery().RequireCors(),
        });
        site.Http.DefaultRequestHeaders.Add("Origin", "https://app.example");
        using var empty = new MultipartFormDataContent();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/uploads/a.txt");
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");

        var rejected = await site.PostAsync(empty);

        rejected.Status.Should().Be(400);
        rejected.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://app.example");
        (await Response.ReadAsync(await site.Http.SendAsync(preflight)))
            .Headers.GetValues("Access-Control-Allow-Methods").Should().Equal("PUT");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_WhoseLimitCannotBeSet_IsLeftAlone(bool hasFeature)
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Middleware = app => app.Use((http, next) =>
            {
                http.Features.Set<IHttpMaxRequestBodySizeFeature>(hasFeature ? new ReadOnlySize() : null);
                return next(http);
            }),
        });
        using var form = new MultipartFormDataContent().WithFile([1]);

        (await site.PostAsync(form)).Status.Should().Be(201);
    }

    [Fact]
    public async Task Form_WithoutAServersLimit_IsBoundedAllTheSame()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => (options.MaxFileSize, options.MaxFiles) = (1000, 1),
            Middleware = app => app.Use((http, next) =>
            {
                http.Features.Set<IHttpMaxRequestBodySizeFeature>(null);
                return next(http);
            }),
        });
        using var form = new MultipartFormDataContent().WithFile([1]).WithField("f", new string('x', 3_000_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = form };
        request.Headers.TransferEncodingChunked = true;

        (await Response.ReadAsync(await site.Http.SendAsync(request))).Problem
            .Should().BeOneOf("400 malformed-form", "413 too-large");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Limit_OfTheAppForTheEndpoint_Holds()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Group = group => group.DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(10_000)),
        });
        using var form = new MultipartFormDataContent().WithFile(new byte[20_000]);

        (await site.PostAsync(form)).Problem.Should().Be("413 too-large");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Body_ThatTheAppBuffers_IsStoredAllTheSame()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Middleware = app => app.Use((http, next) =>
            {
                http.Request.EnableBuffering();
                return next(http);
            }),
        });
        using var form = new MultipartFormDataContent().WithFile(new byte[20_000]).WithFile(new byte[5]);

        (await site.PostAsync(form)).Json.EnumerateArray().Select(file => file.GetProperty("size").GetInt64())
            .Should().Equal(20_000, 5);
    }

    [Fact]
    public async Task Endpoints_AreDescribed()
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Services = services => services.AddEndpointsApiExplorer() });

        var described = site.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>()
            .ApiDescriptionGroups.Items.SelectMany(group => group.Items).ToList();

        described.Select(endpoint => $"{endpoint.HttpMethod} {endpoint.RelativePath!.TrimEnd('/')}")
            .Should().BeEquivalentTo("POST uploads", "PUT uploads/{fileName}");
        var form = described.Single(endpoint => endpoint.HttpMethod == "POST");
        form.SupportedRequestFormats.Select(format => format.MediaType).Should().Equal("multipart/form-data");
        var body = described.Single(endpoint => endpoint.HttpMethod == "PUT");
        body.ParameterDescriptions.Select(parameter => $"{parameter.Name} in {parameter.Source.Id}")
            .Should().BeEquivalentTo("fileName in Path", "body in Body", "Idempotency-Key in Header");
        described.Should().AllSatisfy(endpoint =>
        {
            endpoint.SupportedResponseTypes.Select(answer => answer.StatusCode)
                .Should().BeEquivalentTo([200, 201, 400, 409, 413, 415, 422, 429, 501, 502, 503]);
            endpoint.ActionDescriptor.EndpointMetadata.OfType<IEndpointSummaryMetadata>().Should().NotBeEmpty();
            endpoint.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().Should().NotBeEmpty();
        });
    }

    private sealed class ReadOnlySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => true;

        public long? MaxRequestBodySize
        {
            get => 1;
            set => throw new InvalidOperationException();
        }
    }

    private sealed class NameInHeader(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Name"].ToString() is not { Length: > 0 } name)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], Scheme.Name));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name)));
        }
    }
}
