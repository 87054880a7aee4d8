using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Reading;

/// <summary>
/// Reads the headers of a picture as its bytes stream by, in pieces of any size. It decodes nothing and holds at most
/// <see cref="StepMachine.MostNeeded"/> bytes.
/// </summary>
internal sealed class ImageHeaderReader
{
    private readonly byte[] _gathered = new byte[StepMachine.MostNeeded];
    private StepMachine? _machine;
    private int _have;
    private Step _step = new() { Need = FormatDetection.Length };
    private long _skip;

    /// <summary>Gets what is known so far; the size is there as soon as it went by.</summary>
    internal ImageFacts Facts { get; private set; } = new(ImageFormat.Unknown);

    /// <summary>Gets how far the header has been read.</summary>
    internal HeaderStatus Status { get; private set; }

    /// <summary>Gets why the file is unreadable.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Adds the bytes that follow those before.</summary>
    internal HeaderStatus Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (Status == HeaderStatus.NeedMore && Advance(ref bytes))
            {
                // Advance did it.
            }
        }
        catch (BrokenImageException broken)
        {
            Fail(broken.Message);
        }

        return Status;
    }

    // Returns false when the bytes do not suffice for more.
    private bool Advance(ref ReadOnlySpan<byte> bytes)
    {
        var skipped = (int)Math.Min(_skip, bytes.Length);
        _step.Watcher?.Append(bytes[..skipped]);
        _skip -= skipped;
        bytes = bytes[skipped..];
        if (_skip > 0)
        {
            return false;
        }

        if (_step.IsEnd)
        {
            Status = HeaderStatus.Done;
            return true;
        }

        var taken = Math.Min(_step.Need - _have, bytes.Length);
        bytes[..taken].CopyTo(_gathered.AsSpan(_have));
        _have += taken;
        bytes = bytes[taken..];
        if (_have < _step.Need)
        {
            return false;
        }

        OnGathered(_gathered.AsSpan(0, _have));
        return true;
    }

    private void OnGathered(ReadOnlySpan<byte> gathered)
    {
        if (_machine is null && FormatDetection.LengthFor(gathered) is var length && length > _have)
        {
            _step = new() { Need = length };
            return;
        }

        _have = 0;
        if (_machine is not null)
        {
            Begin(_machine.Next(gathered));
            return;
        }

        Facts = new(FormatDetection.Detect(gathered));
        _machine = HeaderMachines.For(Facts);
        if (_machine is null)
        {
            Fail($"The format of the file ({Facts.Format}) is not one whose header is read.");
            return;
        }

        // The machine begins at the file's start.
        Begin(_machine.Next([]));
        Append(gathered.ToArray());
    }

    private void Begin(Step step) => (_step, _skip) = (step, step.Skip);

    private void Fail(string problem) => (Status, Problem) = (HeaderStatus.Unreadable, problem);
}
