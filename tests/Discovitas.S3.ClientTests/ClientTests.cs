namespace Discovitas.S3.ClientTests;

/// <summary>
/// Clients of S3, unmodified and with their default settings, get from the embedded S3 what is written in the folder
/// Expected, and the same from Ceph, apart from the differences that the documentation lists.
/// </summary>
public sealed class ClientTests
{
    [Theory]
    [ClientData("boto3-debian")]
    [ClientData("boto3")]
    [ClientData("awscli-debian")]
    [ClientData("awscli")]
    [ClientData("aws-sdk-js")]
    [ClientData("minio-js")]
    [ClientData("aws-sdk-net")]
    [ClientData("transfer-utility")]
    [ClientData("minio-net")]
    public async Task OnTheEmbeddedS3_EveryAnswerIsAsExpected(string name)
    {
        var client = ForeignClient.Get(name);

        var actual = await client.AskAsync(StoreKind.Local);

        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Expected", name + ".jsonl"));
        Difference.Between(actual, Answers.Parse(expected)).Select(found => found.ToString()).Should()
            .BeEmpty($"Expected/{name}.jsonl has other answers than came, which are in {ForeignClient.Folder}");
    }

    [Theory]
    [ClientData("boto3-debian", StoreKind.Ceph)]
    [ClientData("boto3", StoreKind.Ceph)]
    [ClientData("awscli-debian", StoreKind.Ceph)]
    [ClientData("awscli", StoreKind.Ceph)]
    [ClientData("aws-sdk-js", StoreKind.Ceph)]
    [ClientData("minio-js", StoreKind.Ceph)]
    [ClientData("aws-sdk-net", StoreKind.Ceph)]
    [ClientData("transfer-utility", StoreKind.Ceph)]
    [ClientData("minio-net", StoreKind.Ceph)]
    public async Task OnCeph_EveryAnswerIsTheSame_ButForTheListedDifferences(string name)
    {
        var client = ForeignClient.Get(name);

        var answers = await Task.WhenAll(client.AskAsync(StoreKind.Local), client.AskAsync(StoreKind.Ceph));

        KnownDifferences.Unknown(answers[0], answers[1]).Should().BeEmpty();
    }
}
