namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Forms whose signature or policy does not allow them.</summary>
internal static class FormAbuse
{
    internal static IEnumerable<(string Name, WireRequest Request)> All(RequestSigner signer)
    {
        foreach (var (name, change) in Changes())
        {
            var form = new FormDraft(signer, RequestDraft.Bucket, SignatureAbuse.Key) { ChangeFields = change };
            form.Fields.Add(("x-amz-meta-a", "b"));
            yield return ($"form: {name}", form.ToRequest());
        }

        foreach (var (name, other) in Signers(signer))
        {
            yield return ($"form: {name}", new FormDraft(other, RequestDraft.Bucket, SignatureAbuse.Key).ToRequest());
        }

        yield return ("form: expired", new FormDraft(signer, RequestDraft.Bucket, SignatureAbuse.Key)
        {
            Expiration = signer.Time.AddMinutes(-1),
        }.ToRequest());
        yield return ("form: too long", new FormDraft(signer, RequestDraft.Bucket, SignatureAbuse.Key)
        {
            File = new byte[1_000_001],
        }.ToRequest());
        yield return ("form: another bucket in the policy",
            new FormDraft(signer, RequestDraft.Bucket, SignatureAbuse.Key)
            {
                ChangePolicy = policy => policy.Replace("fuzzed", "fuzzed-too", StringComparison.Ordinal),
            }.ToRequest());
        yield return ("form: another key in the policy", new FormDraft(signer, RequestDraft.Bucket, SignatureAbuse.Key)
        {
            ChangePolicy = policy => policy.Replace("never", "ever", StringComparison.Ordinal),
        }.ToRequest());
        yield return ("form: no conditions", new FormDraft(signer, RequestDraft.Bucket, SignatureAbuse.Key)
        {
            ChangePolicy = policy => $"{policy[..policy.IndexOf('[', StringComparison.Ordinal)]}[]}}",
        }.ToRequest());
        var replayed = new FormDraft(signer, RequestDraft.Bucket, SignatureAbuse.Key).ToRequest();
        replayed.Target = $"/{MalformedServer.Witness}";
        yield return ("form: sent to another bucket", replayed);
        yield return ("form: a bucket of others",
            new FormDraft(signer, MalformedServer.Witness, SignatureAbuse.Key).ToRequest());
    }

    private static IEnumerable<(string Name, RequestSigner Signer)> Signers(RequestSigner signer)
    {
        yield return ("another secret", signer with { Secret = "x" });
        yield return ("an unknown ID", signer with { KeyId = "nobody" });
        yield return ("the owner's ID", signer with { KeyId = "LOCALDEVELOPMENT" });
        yield return ("a key that may only read", signer with { KeyId = "reader", Secret = "reader-secret" });
        yield return ("another region", signer with { Region = "eu-west-1" });
        yield return ("another service", signer with { Service = "ec2" });
        yield return ("another day in the scope", signer with { ScopeDay = "20200101" });
        yield return ("no day in the scope", signer with { ScopeDay = "" });
        yield return ("eight days old", signer with { Time = signer.Time.AddDays(-8) });
    }

    private static IEnumerable<(string Name, Action<List<(string Name, string Value)>> Change)> Changes()
    {
        foreach (var name in new[]
        {
            "key", "policy", "x-amz-signature", "x-amz-credential", "x-amz-date", "x-amz-algorithm", "x-amz-meta-a",
        })
        {
            yield return ($"{name} removed", fields => fields.RemoveAll(field => field.Name == name));
            yield return ($"{name} changed", fields => Change(fields, name, value => value + "A"));
            yield return ($"{name} empty", fields => Change(fields, name, _ => ""));
        }

        yield return ("signature in upper case", fields =>
            Change(fields, "x-amz-signature", value => value.ToUpperInvariant()));
        yield return ("signature truncated", fields => Change(fields, "x-amz-signature", value => value[..^1]));
        yield return ("another signature first", fields => fields.Insert(0, ("x-amz-signature", new string('0', 64))));
        yield return ("another policy first", fields => fields.Insert(0, ("policy", "e30=")));
        yield return ("another key first", fields => fields.Insert(0, ("key", "never2")));
        yield return ("an ACL that is not in the policy", fields => fields.Add(("acl", "public-read")));
        yield return ("metadata that is not in the policy", fields => fields.Add(("x-amz-meta-b", "c")));
        yield return ("tags that are not in the policy", fields => fields.Add(("tagging", "<Tagging/>")));
        yield return ("a redirect that is not in the policy", fields =>
            fields.Add(("success_action_redirect", "http://a")));
        yield return ("a token", fields => fields.Add(("x-amz-security-token", "x")));
        yield return ("another bucket in a field", fields => fields.Add(("bucket", MalformedServer.Witness)));
        yield return ("Signature Version 2", fields => fields.Add(("AWSAccessKeyId", "attacker")));
    }

    private static void Change(List<(string Name, string Value)> fields, string name, Func<string, string> change)
    {
        var at = fields.FindIndex(field => field.Name == name);
        fields[at] = (name, change(fields[at].Value));
    }
}
