namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>
/// Sends the malformed requests of a seed, and looks after each whether the server kept its promises.
/// </summary>
internal static class MalformedRun
{
    private const int UploadEvery = 25;
    private const int ThoroughEvery = 200;

    internal static async Task<MalformedCounts> RunAsync(int seed, int requests, int first = 0)
    {
        await using var server = await MalformedServer.StartAsync();
        var drawn = new MalformedRequests(server.Attacker, seed);
        var counts = new MalformedCounts();
        var uploadId = "";
        for (var number = first; number < first + requests; number++)
        {
            if ((number - first) % UploadEvery == 0)
            {
                uploadId = await server.StartUploadAsync();
            }

            var request = drawn.Create(number, uploadId);
            var reply = await server.Client.SendAsync(request);
            counts.Count(reply);
            var problem = await ProblemAsync(server, reply, (number - first) % ThoroughEvery == 0 || requests == 1);
            if (problem.Length > 0)
            {
                counts.Found.Add($"request {number} of seed {seed}: {problem}\n{Show(request.ToBytes())}");
            }
        }

        counts.FoundIfNot(await server.CheckAsync(isThorough: true));
        counts.FoundIfNot(await StagedAsync(server));
        return counts;
    }

    private static async Task<string> ProblemAsync(MalformedServer server, WireReply reply, bool isThorough)
    {
        if (reply.Wrong.Length > 0)
        {
            return reply.Wrong;
        }

        return reply.Text.Contains(MalformedServer.Secret, StringComparison.Ordinal)
            ? "the answer has content of a bucket that the key may not read"
            : await server.CheckAsync(isThorough);
    }

    /// <summary>
    /// Returns what requests that ended early have left, once the server has noticed that they ended.
    /// </summary>
    private static async Task<string> StagedAsync(MalformedServer server)
    {
        await server.Server.DisposeAsync();
        var staging = Path.Combine(server.Server.Folder, ".discovitas-s3", "staging");
        var left = Directory.GetFileSystemEntries(staging);
        return left.Length == 0 ? "" : $"left in the staging folder: {string.Join(", ", left)}";
    }

    /// <summary>Returns the bytes in a form that can be read and typed.</summary>
    private static string Show(byte[] bytes)
    {
        var text = string.Concat(bytes.Take(3000).Select(one => one switch
        {
            (byte)'\n' => "\\n\n",
            (byte)'\r' => "\\r",
            >= 0x20 and < 0x7f => $"{(char)one}",
            _ => $"\\x{one:x2}",
        }));
        return bytes.Length > 3000 ? $"{text}… ({bytes.Length} bytes)" : text;
    }
}
