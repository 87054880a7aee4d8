namespace Discovitas.S3.Tests.Configuration;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("secret\n")]
    [InlineData("sec\0ret")]
    [InlineData("sec\u00a0ret")]
    public void ASecretWithACharacterThatNoneHas_StopsTheStart_AndIsNotShown(string secret)
    {
        var settings = ValidSettings.With(settings =>
            (settings.AccessKeyId, settings.SecretAccessKey) = ("AKIDEXAMPLE", secret));

        FluentActions.Invoking(() => S3Client.Create(settings)).Should().Throw<OptionsValidationException>()
            .WithMessage("*SecretAccessKey contains*").Which.Message.Should().NotContain(secret);
    }
}
