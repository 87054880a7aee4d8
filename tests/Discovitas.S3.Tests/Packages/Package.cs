using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Discovitas.S3.Tests.Packages;

/// <summary>A package as it would be published.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _id;

    internal Package(string id)
    {
        // Discovitas.S3.1.0.0.nupkg, and not Discovitas.S3.Local.1.0.0.nupkg.
        var file = Directory.GetFiles(PackageTheoryAttribute.Folder!, $"{id}.*.nupkg")
            .Single(path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1]));
        _archive = ZipFile.OpenRead(file);
        _id = id;
    }

    internal IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName);

    /// <summary>Returns a value of the nuspec.</summary>
    internal string Metadata(string name) => XDocument.Parse(Text($"{_id}.nuspec")).Descendants()
        .Where(element => element.Name.LocalName == name).Select(element => element.Value).FirstOrDefault("");

    internal string Text(string file) => new StreamReader(Open(file)).ReadToEnd();

    /// <summary>Returns what the documentation describes, for instance <c>M:A.B.Open(System.String)</c>.</summary>
    internal IReadOnlyList<string> Documented() =>
        [.. XDocument.Parse(Text($"lib/net10.0/{_id}.xml")).Descendants("member")
            .Select(member => member.Attribute("name")!.Value)];

    /// <summary>Returns the names of the types and members in the assembly that an app can use.</summary>
    internal PublicNames PublicNames()
    {
        using var image = new PEReader(Open($"lib/net10.0/{_id}.dll"));
        return new PublicNames(image.GetMetadataReader());
    }

    public void Dispose() => _archive.Dispose();

    // From memory: a compressed entry cannot be read from any position.
    private MemoryStream Open(string file)
    {
        var memory = new MemoryStream();
        using var entry = _archive.GetEntry(file)!.Open();
        entry.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }
}
