using System.Net;
using Amazon.S3;
using Discovitas.S3.Tool.Checks;

namespace Discovitas.S3.Tool.Tests.Checks;

/// <summary>What all checks have in common. That they find the truth, the contract tests show on real stores.</summary>
public sealed class AllChecksTests
{
    [Fact]
    public void Names_AreThereOnce() =>
        AllChecks.InOrder.Select(check => check.Name).Should().OnlyHaveUniqueItems();

    [Fact]
    public void WhatACheckNeeds_ComesBeforeIt()
    {
        var before = new HashSet<string>();
        foreach (var check in AllChecks.InOrder)
        {
            check.Needs.Should().BeSubsetOf(before, $"{check.Name} needs them");
            before.Add(check.Name);
        }
    }

    [Fact]
    public void Texts_AreSentences() => AllChecks.InOrder.Should().AllSatisfy(check =>
    {
        check.Checked.Should().EndWith(".");
        (check.Limits ?? ".").Should().EndWith(".");
    });

    [Fact]
    public void EverySetting_IsOneOfTheLibrary() => AllChecks.InOrder
        .Select(check => check.Setting?.Name).OfType<string>()
        .Should().AllSatisfy(name => typeof(S3Settings).GetProperty(name).Should().NotBeNull());

    [Theory]
    [InlineData("NoSuchKey", "404 NoSuchKey")]
    [InlineData("", "404")]
    [InlineData("NotFound", "404")]
    [InlineData("a b\u001b[2J", "404")]
    public async Task AnErrorOfTheStore_IsShownByItsCodeAlone(string code, string shown)
    {
        var failure = new AmazonS3Exception("do-not-print", null, default, code, "", HttpStatusCode.NotFound);

        (await Rejection.OfAsync(Task.FromException(failure)))!.ToString().Should().Be(shown);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000", null, true, false)]
    [InlineData("http://[::1]:9000", null, true, false)]
    [InlineData("https://s3.example.com", null, true, true)]
    [InlineData("https://s3.example.com", false, false, true)]
    [InlineData(null, null, false, true)]
    public void TheAddressOfTheBucket_IsThatOfTheSettings(string? url, bool? forced, bool usesPath, bool hasName)
    {
        var settings = new S3Settings { Bucket = "pictures", ServiceUrl = url, ForcePathStyle = forced };

        CheckClients.UsesPath(settings).Should().Be(usesPath);
        CheckClients.HasHostName(settings).Should().Be(hasName);
    }
}
