using System.Text;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>
/// What a scanner found in a file. Pixels are told, so that the secret can be looked for everywhere else: what is coded
/// as pixels is shown, and is nobody's metadata.
/// </summary>
internal sealed class Findings(byte[] file) : List<string>
{
    private static readonly byte[][] Forms = [.. FormsOf(Bytes.Secret)];

    private readonly byte[] _rest = [.. file];

    /// <summary>Gets the colour profile, unpacked and put together.</summary>
    internal List<byte> Profile { get; } = [];

    /// <summary>Leaves out pixels, and the numbers that they are calculated with.</summary>
    internal void Pixels(int at, int length) => _rest.AsSpan(at, length).Clear();

    /// <summary>Adds a part of the colour profile, which stands in the file as it is or is unpacked.</summary>
    internal void AddProfile(ReadOnlySpan<byte> part, int at = 0)
    {
        Profile.AddRange(part);
        Pixels(part.IsEmpty ? 0 : at, at == 0 ? 0 : part.Length);
    }

    /// <summary>Adds a finding if something does not hold.</summary>
    internal void Expect(bool holds, string what)
    {
        if (!holds)
        {
            Add(what);
        }
    }

    /// <summary>Looks for the secret in all that is neither pixels nor colours.</summary>
    internal void FindSecrets()
    {
        Expect(!HasSecret(_rest), "the secret");
        if (Profile.Count > 0)
        {
            Expect(!HasSecret(ProfileText.Of([.. Profile])), "the secret, in the colour profile");
        }
    }

    /// <summary>Tells whether bytes hold the secret: plain, of 16 bits, as digits or as base64.</summary>
    internal static bool HasSecret(ReadOnlySpan<byte> bytes)
    {
        foreach (var form in Forms)
        {
            if (bytes.IndexOf(form) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<byte[]> FormsOf(string secret)
    {
        var plain = Encoding.ASCII.GetBytes(secret);
        string[] texts = [Convert.ToHexString(plain), Convert.ToHexStringLower(plain)];

        // In base64 it looks different at each of three places; the digits at its ends depend on its neighbours.
        var coded = Enumerable.Range(0, 3)
            .Select(shift => Convert.ToBase64String([.. new byte[shift], .. plain])[4..^4]);
        return [plain, Encoding.Unicode.GetBytes(secret), .. texts.Concat(coded).Select(Encoding.ASCII.GetBytes)];
    }
}
