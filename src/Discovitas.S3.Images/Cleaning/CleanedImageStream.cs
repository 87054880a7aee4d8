using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>
/// A picture without its metadata, made while it is read: its pixels are not touched. The source is read once and in
/// order, and not beyond the end of the picture. It is not disposed.
/// </summary>
/// <param name="source">The file, at its start.</param>
/// <param name="onUnsupported">What happens to formats that cannot be cleaned.</param>
/// <remarks>
/// Reading throws <see cref="UnsupportedImageException"/> before the first byte for such a format, and
/// <see cref="BrokenImageException"/> for a file that is not as its format has it: that may be after bytes were
/// returned, which the caller then drops.
/// </remarks>
internal sealed partial class CleanedImageStream(Stream source, UnsupportedImages onUnsupported) : ForwardStream
{
    private readonly SourceBuffer _source = new(source);
    private StepMachine? _machine;
    private Step _step;
    private long _fill;
    private long _copy;
    private long _maskOffset;
    private long _skip;
    private bool _runs;
    private Exception? _failure;

    /// <summary>Gets whether the file is cleaned; null until the first read.</summary>
    internal bool? IsCleaned { get; private set; }

    private bool IsStepDone => _copy == 0 && _skip == 0 && !_runs;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            if (IsCleaned is null)
            {
                await BeginAsync(cancellationToken).ConfigureAwait(false);
            }

            return buffer.IsEmpty ? 0 : await WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is BrokenImageException or UnsupportedImageException)
        {
            _failure = failure;
            throw;
        }
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var format = await _source.DetectAsync(cancellationToken).ConfigureAwait(false);
        (_machine, IsCleaned) = (CleaningMachines.For(format), true);
        Begin(_machine?.Next([]) ?? Pass(format, default));
    }

    // Goes as far as the bytes suffice that are there. Formats have steps of a few bytes: none of them is awaited.
    private int Advance(Span<byte> buffer, out int missing)
    {
        missing = 0;
        while (true)
        {
            if (!_step.Emit.IsEmpty || _fill > 0)
            {
                return WriteOwn(BeforeUnread(buffer));
            }

            if (IsStepDone && _step.IsEnd)
            {
                return 0;
            }

            missing = IsStepDone ? _step.Need : 1;
            if (_source.Bytes.Length < missing)
            {
                return 0;
            }

            if (IsStepDone)
            {
                Continue();
                continue;
            }

            if (Copy(buffer) is > 0 and var copied)
            {
                return copied;
            }

            if (_copy == 0 && !SkipOrRun())
            {
                missing = _source.Bytes.Length + 1;
                return 0;
            }
        }
    }

    private void Continue()
    {
        var step = _machine!.Next(_source.Bytes[.._step.Need]);
        _source.Advance(_step.Need);
        Begin(step);
    }

    // Returns false if more bytes are needed to tell whether a run goes on.
    private bool SkipOrRun()
    {
        if (_skip > 0)
        {
            var skipped = (int)Math.Min(_skip, _source.Bytes.Length);
            _step.Watcher?.Append(_source.Bytes[..skipped]);
            _source.Advance(skipped);
            _skip -= skipped;
        }
        else if (_runs && !_source.Bytes.IsEmpty)
        {
            _copy = _machine!.Run(_source.Bytes, out var hasEnded);
            _runs = !hasEnded;
            return hasEnded || _copy > 0;
        }

        return true;
    }

    // Bytes that were lent stand in the caller's memory too, where nothing may overwrite them before they are used.
    private Span<byte> BeforeUnread(Span<byte> buffer) =>
        buffer.Overlaps(_source.Bytes, out var start) ? buffer[..start] : buffer;

    private int WriteOwn(Span<byte> buffer)
    {
        var written = Math.Min(_step.Emit.Length, buffer.Length);
        if (written > 0)
        {
            _step.Emit.Span[..written].CopyTo(buffer);
            _step = _step with { Emit = _step.Emit[written..] };
            return written;
        }

        written = (int)Math.Min(_fill, buffer.Length);
        buffer[..written].Clear();
        _fill -= written;
        return written;
    }

    private int Copy(Span<byte> buffer)
    {
        var copied = (int)Math.Min(_copy, Math.Min(_source.Bytes.Length, buffer.Length));
        _source.Bytes[..copied].CopyTo(buffer);
        _source.Advance(copied);
        Copied(buffer[..copied]);
        return copied;
    }

    private void Copied(Span<byte> bytes)
    {
        _step.Watcher?.Append(bytes);
        _step.Mask?.Apply(bytes, _maskOffset);
        _maskOffset += bytes.Length;
        _copy -= bytes.Length;
    }

    private void Begin(Step step)
    {
        _step = step.Unsupported is null ? step : Pass(_machine!.Format, step);
        (_fill, _copy, _maskOffset, _skip, _runs) = (_step.Fill, _step.Copy, _step.MaskOffset, _step.Skip, _step.Runs);
    }

    private Step Pass(ImageFormat format, Step step)
    {
        if (onUnsupported == UnsupportedImages.Reject || step.IsEnd)
        {
            throw new UnsupportedImageException(format, step.Unsupported);
        }

        (_machine, IsCleaned) = (null, false);
        return step with { Unsupported = null, Copy = long.MaxValue };
    }
}
