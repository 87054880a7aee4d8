using System.Buffers.Binary;
using CsCheck;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>A change of a file.</summary>
internal readonly record struct Mutation(Mutation.Way How, int At, int From, int Length, int Value)
{
    private static readonly uint[] OddNumbers =
        [0, 1, 2, 7, 0x7F, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF7, 0xFFFF_FFFF];

    // Most of what is read stands near the front.
    private static readonly Gen<int> Places = Gen.OneOf(Gen.Int[0, 300], Gen.Int[0, 2000], Gen.Int[0, 1 << 20]);

    /// <summary>What is done.</summary>
    internal enum Way
    {
        Set,
        Flip,
        SetShort,
        SetLong,
        SetLongLittleEndian,
        Remove,
        Repeat,
        Swap,
        End,
    }

    /// <summary>Some changes, and whether the checksums of a PNG are made right afterwards.</summary>
    internal static Gen<(Mutation[] Mutations, bool AreRepaired)> Generator { get; } = Gen.Select(
        Gen.Select(Gen.Int[0, (int)Way.End], Places, Places, Gen.Int[1, 80], Gen.Int[0, 255])
            .Select((way, at, from, length, value) => new Mutation((Way)way, at, from, length, value))
            .Array[1, 5],
        Gen.Bool);

    /// <summary>Returns a file after all changes.</summary>
    internal static byte[] Apply(byte[] file, (Mutation[] Mutations, bool AreRepaired) changes)
    {
        var changed = new List<byte>(file);
        foreach (var mutation in changes.Mutations)
        {
            mutation.Apply(changed);
        }

        byte[] bytes = [.. changed];
        if (changes.AreRepaired)
        {
            Checksums.Repair(bytes);
        }

        return bytes;
    }

    private void Apply(List<byte> file)
    {
        var at = At % file.Count;
        var from = From % file.Count;
        var length = Math.Min(Length, file.Count - Math.Max(at, from));
        switch (How)
        {
            case Way.Set:
                file[at] = (byte)Value;
                break;
            case Way.Flip:
                file[at] ^= (byte)(1 << (Value % 8));
                break;
            case Way.Remove:
                file.RemoveRange(at, Math.Min(length, file.Count - 1));
                break;
            case Way.Repeat:
                file.InsertRange(at, file.GetRange(from, length));
                break;
            case Way.Swap:
                Write(file, at, file.GetRange(from, length), file.GetRange(at, length), from);
                break;
            case Way.End when Value < 64:
                file.RemoveRange(at + 1, file.Count - at - 1);
                break;
            default:
                Write(file, at, Number());
                break;
        }
    }

    private byte[] Number()
    {
        var number = new byte[How == Way.SetShort ? 2 : 4];
        var value = OddNumbers[Value % OddNumbers.Length];
        if (How == Way.SetShort)
        {
            BinaryPrimitives.WriteUInt16BigEndian(number, (ushort)value);
        }
        else if (How == Way.SetLong)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        }

        return number;
    }

    private static void Write(List<byte> file, int at, List<byte> bytes, List<byte> others, int otherAt)
    {
        Write(file, at, bytes);
        Write(file, otherAt, others);
    }

    private static void Write(List<byte> file, int at, IReadOnlyList<byte> bytes)
    {
        for (var i = 0; i < bytes.Count && at + i < file.Count; i++)
        {
            file[at + i] = bytes[i];
        }
    }
}
