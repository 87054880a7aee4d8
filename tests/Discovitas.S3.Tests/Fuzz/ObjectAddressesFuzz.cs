using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Fuzz;

/// <summary>
/// Which key an address means, over kinds of stores: its own addresses, and those that others would like it to take.
/// </summary>
public sealed partial class ObjectAddressesFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    private const string NoKey = "This is neither a key nor a URL of this service.";

    private static readonly Gen<(KnownAddresses Store, string Key)> StoreAndKey = Gen.Select(
        Gen.OneOf(KnownAddresses.All),
        GeneratedKeys.BelowThePrefix,
        (store, rest) => (store, store.Prefix + rest));

    private static readonly Gen<string> Query = Gen.OneOf(
        "", "?", "?v=2", "?a?b", "?X-Amz-Signature=5eb63bbb&x=/uploads/", "?%2e%2e");

    [Fact]
    public void KeyOf_KeyOrItsPublicUrl_IsTheKey() => Run.Holds(
        Gen.Select(StoreAndKey, Query),
        (given, query) =>
        {
            var url = given.Store.PublicUrl(given.Key);
            return KeyOf(given.Store, given.Key) == given.Key
                && KeyOf(given.Store, url + query) == given.Key
                && given.Store.PublicUrl(url) == url;
        });

    [Fact]
    public void KeyOf_SignedUrl_IsTheKey() => Run.Holds(
        Gen.Select(StoreAndKey, GeneratedText.UpTo(20)),
        (given, downloadName) =>
            KeyOf(
                given.Store,
                given.Store.SignedUrl(given.Key, downloadName.Length == 0 ? null : downloadName)) == given.Key,
        count: 300);

    // Whatever is accepted is the key as it stands, or one of its two addresses, with or without a query.
    [Fact]
    public void KeyOf_AnyOtherText_IsRejectedOrAnAddressOfTheKey() => Run.Holds(
        Gen.Select(StoreAndKey, Query, Gen.Int[0, 3]).SelectMany(
            (given, query, form) =>
                Mutated.Text(Gen.Const(Address(given, form) + query)).Select(text => (given.Store, text))),
        (store, text) =>
        {
            try
            {
                var key = KeyOf(store, text);
                return key.StartsWith(store.Prefix, StringComparison.Ordinal)
                    && Grammar().IsMatch(key[store.Prefix.Length..])
                    && (text == key
                        || IsAddress(text.Split('?')[0], store.PublicUrl(key))
                        || IsAddress(text.Split('?')[0], store.StoreUrl(key)));
            }
            catch (ArgumentException rejection) when (rejection.GetType() == typeof(ArgumentException))
            {
                return rejection.ParamName == "keyOrUrl"
                    && rejection.Message.StartsWith(NoKey, StringComparison.Ordinal)
                    && !rejection.Message.Contains("5eb63bbb", StringComparison.Ordinal);
            }
        },
        count: 3_000);

    [Fact]
    public void KeyOf_AnyText_IsRejected() => Run.Holds(
        Gen.Select(Gen.OneOf(KnownAddresses.All), Gen.OneOf(GeneratedNames.Any, Gen.String, Mutated.Text(Gen.OneOf(
            "https://my-bucket.s3.eu-west-1.amazonaws.com/", "https://cdn.example.com/", "s3://my-bucket/uploads/",
            "file:///etc/passwd", "uploads/", "javascript:alert(1)", "//[::1]/")))),
        (store, text) => Record.Exception(() => KeyOf(store, text))?.GetType() == typeof(ArgumentException));

    private static string KeyOf(KnownAddresses store, string keyOrUrl) => store.Addresses.KeyOf(keyOrUrl).Value;

    // Scheme and host may be in any case, and have the scheme's own port; the path is as this service writes it.
    private static bool IsAddress(string text, string address)
    {
        var (given, own) = (new Uri(text), new Uri(address));
        return text.EndsWith(own.AbsolutePath, StringComparison.Ordinal)
            && given.UserInfo.Length == 0
            && given.GetLeftPart(UriPartial.Authority) == own.GetLeftPart(UriPartial.Authority);
    }

    private static string Address((KnownAddresses Store, string Key) given, int form) => form switch
    {
        0 => given.Key,
        1 => given.Store.StoreUrl(given.Key),
        _ => given.Store.PublicUrl(given.Key),
    };

    [GeneratedRegex(
        @"\A(" + GeneratedKeys.FolderPattern + "/)?" + GeneratedKeys.FileNamePattern + @"\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
