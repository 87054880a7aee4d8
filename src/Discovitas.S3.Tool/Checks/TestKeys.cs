namespace Discovitas.S3.Tool.Checks;

/// <summary>The keys that checks use: all below one prefix of their own, each remembered before it is used.</summary>
internal sealed class TestKeys
{
    private readonly List<string> _keys = [];
    private readonly List<(string Key, string Id)> _uploads = [];

    /// <param name="keyPrefix">The prefix of the app's files, where its credentials may write.</param>
    internal TestKeys(string keyPrefix) => Prefix = $"{keyPrefix}conformance-{Guid.NewGuid():N}/";

    /// <summary>Gets the prefix of all keys.</summary>
    internal string Prefix { get; }

    /// <summary>Gets the keys under which there may be an object.</summary>
    internal IReadOnlyList<string> Keys => _keys;

    /// <summary>Gets the multipart uploads that may be unfinished.</summary>
    internal IReadOnlyList<(string Key, string Id)> Uploads => _uploads;

    /// <summary>Creates a key, under which an object may be stored from now on.</summary>
    internal string Create(string name)
    {
        var key = Prefix + name;
        _keys.Add(key);
        return key;
    }

    internal void AddUpload(string key, string id) => _uploads.Add((key, id));

    internal void RemoveUpload(string id) => _uploads.RemoveAll(upload => upload.Id == id);
}
