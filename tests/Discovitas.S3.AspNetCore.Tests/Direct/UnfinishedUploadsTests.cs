using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport.Clocks;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>A user can start only so many direct uploads without finishing them.</summary>
public sealed class UnfinishedUploadsTests
{
    private const string Params = "/uploads/s3/params?filename=one.jpg&type=image%2Fjpeg";

    private readonly ShiftedClock _clock = new(TimeSpan.Zero);

    [Fact]
    public async Task MoreThanTheLimit_IsRejectedOnEveryRoute_AndStartsNothing()
    {
        await using var app = await DirectApp.StartAsync(options => options.MaxUnfinishedUploads = 2);
        await app.GetAsync(Params);
        await CompanionEndpointsTests.StartAsync(app);

        Response[] answers =
        [
            await app.GetAsync(Params),
            await app.PostAsync("/uploads/s3/multipart", new { filename = "a.jpg", type = "image/jpeg" }),
            await app.PostAsync("/uploads/s3/sign", new { method = "PUT", key = "a.jpg" }),
            await app.PostAsync("/uploads/s3/sign", new { method = "POST", key = "a.jpg" }),
        ];

        answers.Should().AllSatisfy(answer =>
        {
            answer.Problem.Should().Be("429 too-many-uploads");
            answer.Text("limit").Should().Be("2 uploads");
            answer.Headers.RetryAfter!.Delta.Should().BeCloseTo(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1));
        });
        (await app.HoldsAsync()).Should().ContainSingle();
        (await app.GetAsync(Params, "bob")).Status.Should().Be(200, "bob is another user");
    }

    [Fact]
    public async Task AFinishedUpload_FreesItsPlace()
    {
        await using var app = await DirectApp.StartAsync(options =>
        {
            options.MaxUnfinishedUploads = 1;
            options.AllowedContentTypes.Add("image/jpeg");
        });
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0];
        foreach (var bytes in new[] { jpeg, [1, 2, 3], jpeg })
        {
            var issued = await app.GetAsync(Params);
            issued.Status.Should().Be(200);
            var verify = () => app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") });
            (await verify()).Status.Should().Be(403, "it is not sent yet");
            (await app.GetAsync(Params)).Status.Should().Be(429);
            using var sent = await DirectApp.SendFileAsync(issued.Json, bytes);
            (await verify()).Status.Should().Be(bytes == jpeg ? 200 : 422);
        }

        (await app.GetAsync(Params)).Status.Should().Be(200);
    }

    [Fact]
    public async Task AFinishedOrAbortedUploadInParts_FreesItsPlace()
    {
        await using var app = await DirectApp.StartAsync(options => options.MaxUnfinishedUploads = 1);
        for (var round = 0; round < 2; round++)
        {
            var (id, key) = await CompanionEndpointsTests.StartAsync(app);
            (await app.GetAsync(Params)).Status.Should().Be(429);
            var complete = $"/uploads/s3/multipart/{id}/complete?key={key}";
            (await app.PostAsync(complete, new { })).Problem.Should().Be("422 incomplete");
            (await app.GetAsync(Params)).Status.Should().Be(429, "the upload goes on");
            await CompanionEndpointsTests.SendPartAsync(app, id, key, [1]);
            (await app.PostAsync(complete, new { })).Status.Should().Be(200);

            (id, key) = await CompanionEndpointsTests.StartAsync(app);
            (await app.GetAsync(Params)).Status.Should().Be(429);
            (await app.SendAsync(HttpMethod.Delete, $"/uploads/s3/multipart/{id}?key={key}")).Status.Should().Be(200);
        }
    }

    [Fact]
    public async Task AnExpiredUpload_FreesItsPlace()
    {
        await using var app = await DirectApp.StartAsync(
            options => options.MaxUnfinishedUploads = 2,
            services: services => services.AddSingleton<TimeProvider>(_clock));
        await CompanionEndpointsTests.StartAsync(app);
        await app.GetAsync(Params);
        (await app.GetAsync(Params)).Status.Should().Be(429);

        _clock.Shift = TimeSpan.FromMinutes(16);
        (await app.GetAsync(Params)).Status.Should().Be(200, "a form can be sent for 15 minutes");
        (await app.GetAsync(Params)).Status.Should().Be(429, "parts can be sent for a day");

        _clock.Shift = TimeSpan.FromHours(25);
        (await app.GetAsync(Params)).Status.Should().Be(200);
        (await app.GetAsync(Params)).Status.Should().Be(200);
        (await app.GetAsync(Params)).Status.Should().Be(429);
    }

    [Fact]
    public async Task AnUploadThatIsRejected_TakesNoPlace()
    {
        await using var app = await DirectApp.StartAsync(options =>
        {
            options.MaxUnfinishedUploads = 1;
            options.MaxFileSize = 10;
        });

        (await app.GetAsync(Params + "&size=11")).Status.Should().Be(413);
        var large = new { filename = "a.jpg", type = "image/jpeg", size = 11 };
        (await app.PostAsync("/uploads/s3/multipart", large)).Status.Should().Be(413);

        (await app.GetAsync(Params)).Status.Should().Be(200);
    }

    [Fact]
    public async Task AnUploadThatAnotherInstanceHasFinished_FreesItsPlace()
    {
        await using var app = await DirectApp.StartAsync(
            options => options.MaxUnfinishedUploads = 3,
            services: services => services.AddSingleton<TimeProvider>(_clock));
        await using var other = await DirectApp.StartAsync(first: app);
        var issued = await app.GetAsync(Params);
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        var (idle, _) = await CompanionEndpointsTests.StartAsync(app);
        (await app.GetAsync(Params)).Status.Should().Be(429);
        using var sent = await DirectApp.SendFileAsync(issued.Json, [1]);
        (await other.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") })).Status.Should().Be(200);
        (await other.SendAsync(HttpMethod.Delete, $"/uploads/s3/multipart/{id}?key={key}")).Status.Should().Be(200);

        _clock.Shift = TimeSpan.FromMinutes(1);
        (await app.GetAsync(Params)).Status.Should().Be(200);
        (await app.GetAsync(Params)).Status.Should().Be(200);
        (await app.GetAsync(Params)).Status.Should().Be(429, $"{idle[..8]} is unfinished");
    }

    [Fact]
    public async Task ClientsThatAreNotSignedIn_CountByTheirAddress()
    {
        string[] sharing = ["192.0.2.1", "2001:db8::1", "2001:db8::2", "::ffff:192.0.2.1"];
        var addresses = new Queue<string>([.. sharing, "192.0.2.2", "2001:db8:0:1::1"]);
        await using var app = await DirectApp.StartAsync(
            options => options.MaxUnfinishedUploads = 1,
            services: services => services.AddSingleton<IStartupFilter>(new FromAddresses(addresses)));

        var statuses = new List<int>();
        while (addresses.Count > 0)
        {
            statuses.Add((await app.GetAsync(Params, user: null)).Status);
        }

        statuses.Should().Equal(200, 200, 429, 429, 200, 200);
    }

    private sealed class FromAddresses(Queue<string> addresses) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(addresses.Dequeue());
                return rest(http);
            });
            next(app);
        };
    }
}
