using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.FaultTests.Kills;

/// <summary>Writes keys of its own, one random request after the other, until the server is killed.</summary>
internal sealed class KillWriter
{
    private const int KeyCount = 8;
    private const int PartSize = 5 * 1024 * 1024;

    private readonly Random _random;
    private readonly string _bucket;

    internal KillWriter(int seed, int number, string bucket)
    {
        _random = new Random((seed * 1000) + number);
        _bucket = bucket;

        // Some keys are files beside folders of the same name, and some are no file names.
        Keys =
        [
            .. Enumerable.Range(0, KeyCount - 2).Select(n => new WrittenKey($"w{number}/{n % 3}/{n}.bin")),
            new WrittenKey($"w{number}/0"),
            new WrittenKey($"w{number}//x"),
        ];
    }

    internal IReadOnlyList<WrittenKey> Keys { get; }

    internal async Task WriteAsync(KilledServer server, KillCounts counts, Action<int> acknowledged)
    {
        try
        {
            while (true)
            {
                await StepAsync(server.S3);
                acknowledged(counts.Acknowledge());
            }
        }
        catch (Exception) when (server.IsKilled)
        {
            // As it should be.
        }
        catch (AmazonS3Exception failure)
        {
            Console.Error.WriteLine(failure);
            lock (counts)
            {
                counts.Failed++;
            }
        }
    }

    private Task StepAsync(IAmazonS3 s3)
    {
        var key = Keys[_random.Next(Keys.Count)];
        var sources = Keys.Where(one => one != key && one.Acknowledged is not null).ToArray();
        return _random.Next(100) switch
        {
            < 20 => DeleteAsync(s3, key),
            < 35 when sources.Length > 0 => CopyAsync(s3, sources[_random.Next(sources.Length)], key),
            < 41 => UploadAsync(s3, key, completes: _random.Next(4) > 0),
            _ => PutAsync(s3, key, Content(Size())),
        };
    }

    private async Task PutAsync(IAmazonS3 s3, WrittenKey key, byte[] content)
    {
        key.Ask(KeyContent.From(content));
        await s3.PutObjectAsync(
            new() { BucketName = _bucket, Key = key.Key, InputStream = new MemoryStream(content) });
        key.Acknowledge();
    }

    private async Task DeleteAsync(IAmazonS3 s3, WrittenKey key)
    {
        key.Ask(null);
        await s3.DeleteObjectAsync(_bucket, key.Key);
        key.Acknowledge();
    }

    private async Task CopyAsync(IAmazonS3 s3, WrittenKey source, WrittenKey key)
    {
        key.Ask(source.Acknowledged);
        await s3.CopyObjectAsync(_bucket, source.Key, _bucket, key.Key);
        key.Acknowledge();
    }

    private async Task UploadAsync(IAmazonS3 s3, WrittenKey key, bool completes)
    {
        var content = Content(PartSize + Size());
        var id = (await s3.InitiateMultipartUploadAsync(_bucket, key.Key)).UploadId;
        (key.UploadId, key.IsUploadEnding) = (id, false);
        PartETag[] parts =
        [
            await PartAsync(s3, key, 1, content.AsMemory(0, PartSize)),
            await PartAsync(s3, key, 2, content.AsMemory(PartSize)),
        ];
        key.IsUploadEnding = true;
        if (completes)
        {
            key.Ask(KeyContent.From(content));
            await s3.CompleteMultipartUploadAsync(
                new() { BucketName = _bucket, Key = key.Key, UploadId = id, PartETags = [.. parts] });
            key.Acknowledge();
        }
        else
        {
            await s3.AbortMultipartUploadAsync(_bucket, key.Key, id);
        }

        key.UploadId = null;
    }

    private async Task<PartETag> PartAsync(IAmazonS3 s3, WrittenKey key, int number, ReadOnlyMemory<byte> bytes) =>
        new(number, (await s3.UploadPartAsync(new()
        {
            BucketName = _bucket,
            Key = key.Key,
            UploadId = key.UploadId,
            PartNumber = number,
            InputStream = new MemoryStream(bytes.ToArray()),
        })).ETag);

    private int Size() => _random.Next(10) switch
    {
        0 => 0,
        < 7 => _random.Next(4 * 1024),
        < 9 => _random.Next(256 * 1024),
        _ => _random.Next(2 * 1024 * 1024),
    };

    private byte[] Content(int size)
    {
        var content = new byte[size];
        _random.NextBytes(content);
        return content;
    }
}
