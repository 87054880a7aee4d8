using System.Buffers;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>
/// A picture in memory without its metadata: the same as <see cref="CleanedImageStream"/> returns, with the pixels
/// where they are.
/// </summary>
internal sealed class CleanedBytes
{
    private readonly ReadOnlyMemory<byte> _content;
    private readonly PieceList _pieces = new();
    private int _at;

    private CleanedBytes(ReadOnlyMemory<byte> content) => _content = content;

    private int Left => _content.Length - _at;

    /// <summary>
    /// Cleans a picture; null if it has to be read as a stream instead: because much of it changes, or because it is
    /// rejected or passed as it is, of which the stream tells why.
    /// </summary>
    internal static ReadOnlySequence<byte>? TryClean(ReadOnlyMemory<byte> content)
    {
        if (content.Length < FormatDetection.Length)
        {
            return null;
        }

        var start = content.Span[..Math.Min(content.Length, FormatDetection.LengthFor(content.Span))];
        var machine = CleaningMachines.For(FormatDetection.Detect(start));
        try
        {
            return machine is null ? null : new CleanedBytes(content).TryRun(machine);
        }
        catch (BrokenImageException)
        {
            return null;
        }
    }

    private ReadOnlySequence<byte>? TryRun(StepMachine machine)
    {
        for (var step = machine.Next([]); step.Unsupported is null && TryDo(step, machine);)
        {
            if (step.IsEnd)
            {
                return _pieces.ToSequence();
            }

            var need = step.MayEnd && Left == 0 ? 0 : step.Need;
            if (need > Left)
            {
                return null;
            }

            step = machine.Next(Take(need));
        }

        return null;
    }

    private bool TryDo(Step step, StepMachine machine)
    {
        var changed = step.Emit.Length + step.Fill + (step.Mask is null ? 0 : step.Copy);
        if (_pieces.Own + changed > PieceList.MostOwn || step.Copy > Left || step.Skip > Left - step.Copy)
        {
            return false;
        }

        step.Emit.Span.CopyTo(_pieces.Add(step.Emit.Length));
        _pieces.Add((int)step.Fill);
        Copy(step);
        var skipped = Take((int)step.Skip);
        step.Watcher?.Append(skipped);
        return !step.Runs || TryRunOn(machine);
    }

    private void Copy(Step step)
    {
        var bytes = _content.Slice(_at, (int)step.Copy);
        _at += bytes.Length;
        step.Watcher?.Append(bytes.Span);
        if (step.Mask is null)
        {
            _pieces.Borrow(bytes);
            return;
        }

        var changed = _pieces.Add(bytes.Length);
        bytes.Span.CopyTo(changed);
        step.Mask.Apply(changed, step.MaskOffset);
    }

    private bool TryRunOn(StepMachine machine)
    {
        var length = machine.Run(_content.Span[_at..], out var hasEnded);
        _pieces.Borrow(_content.Slice(_at, length));
        _at += length;
        return hasEnded;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        _at += count;
        return _content.Span.Slice(_at - count, count);
    }
}
