using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Gif;

/// <summary>
/// Keeps tables of colours, frames, their timing and how often an animation is repeated. Comments, plain text, other
/// extensions, and all after the end of the picture are left out.
/// </summary>
internal sealed class GifCleaner : GifBlocks
{
    private const byte GraphicControl = 0xF9;
    private const byte Application = 0xFF;
    private const int ControlLength = 4;
    private const int LoopLength = 3;
    private const int ApplicationLength = 11;

    private readonly byte[] _length = new byte[1];
    private Block _block;
    private byte[] _control = [];
    private byte[] _loop = [];
    private bool _hasFrame;

    private enum Block
    {
        Image,
        Control,
        ApplicationName,
        Loop,
        Dropped,
    }

    protected override Step OnScreen(ReadOnlySpan<byte> bytes, int tableLength) =>
        new() { Emit = bytes.ToArray(), Copy = tableLength };

    // What controls how a frame is shown is kept if a frame follows.
    protected override Step OnImage(ReadOnlySpan<byte> bytes, int tableLength)
    {
        byte[] start = [.. _control, 0x2C, .. bytes];
        _control = [];
        _block = Block.Image;
        _hasFrame = true;
        return new() { Emit = start, Copy = tableLength };
    }

    protected override Step OnCodeSize(ReadOnlySpan<byte> bytes) => new() { Emit = bytes.ToArray() };

    protected override Step OnExtension(byte label)
    {
        _block = label switch
        {
            GraphicControl => Block.Control,
            Application => Block.ApplicationName,
            _ => Block.Dropped,
        };

        // What controls plain text is kept as well: decoders show no text, and take it for the next frame.
        _control = label == GraphicControl ? [] : _control;
        return default;
    }

    protected override Step OnSubBlock(byte length)
    {
        switch (_block)
        {
            case Block.Image:
                _length[0] = length;
                return ToSubBlock(new() { Emit = _length, Copy = length });
            case Block.Control:
                Require(length == ControlLength && _control.Length == 0, "a graphic control has one block of 4 bytes");
                return ToContent(length);
            case Block.ApplicationName when length == ApplicationLength:
            case Block.Loop when length == LoopLength:
                return ToContent(length);
            default:
                _block = _block == Block.ApplicationName ? Block.Dropped : _block;
                return ToSubBlock(new() { Skip = length });
        }
    }

    protected override Step OnContent(ReadOnlySpan<byte> bytes)
    {
        switch (_block)
        {
            case Block.Control:
                _control = [0x21, GraphicControl, ControlLength, .. bytes, 0];
                break;
            case Block.ApplicationName:
                var isLoop = bytes.SequenceEqual("NETSCAPE2.0"u8) || bytes.SequenceEqual("ANIMEXTS1.0"u8);
                _block = isLoop ? Block.Loop : Block.Dropped;
                break;
            case Block.Loop when bytes[0] == 1:
                _loop = [0x21, Application, ApplicationLength, .. "NETSCAPE2.0"u8, LoopLength, .. bytes, 0];
                _block = Block.Dropped;
                break;
        }

        return default;
    }

    protected override Step OnSubBlocksEnd()
    {
        if (_block == Block.Image)
        {
            return new() { Emit = new byte[] { 0 } };
        }

        var loop = _loop;
        _loop = [];
        return new() { Emit = loop };
    }

    protected override Step OnTrailer()
    {
        Require(_hasFrame, "a frame comes before the end");
        return Step.Done with { Emit = new byte[] { 0x3B } };
    }
}
