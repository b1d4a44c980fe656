namespace SmoothOperator.Protocol;

internal ref partial struct ClientFrameParser
{
    private const int FileNameCharacters = 255;

    private List<string>? ReadSupports()
    {
        _passed &= ~(FrameBound.SupportsEntries | FrameBound.SupportsCharacters);
        if (!IsArray())
            return null;
        var supports = new List<string>();
        while (NextEntry())
        {
            if (!IsString())
                continue;
            if (Decode(limits.SupportsCharacters) is { } name)
                Add(supports, name, FrameBound.SupportsEntries, limits.SupportsEntries);
            else
                _passed |= FrameBound.SupportsCharacters;
        }

        return supports;
    }

    private List<FrameImage>? ReadImages()
    {
        _passed &= ~FrameBound.Images;
        if (!IsArray())
            return null;
        var images = new List<FrameImage>();
        while (NextEntry())
        {
            if (ReadImage() is { } image)
                Add(images, image, FrameBound.Images, limits.Images);
        }

        return images;
    }

    private FrameImage? ReadImage()
    {
        if (!IsObject())
            return null;
        string? url = null, detail = null;
        while (NextField())
        {
            if (At("url"u8))
                url = ReadUrl();
            else if (At("detail"u8))
                detail = ReadDetail();
            else
                SkipField();
        }

        return url is null ? null : new FrameImage(url, detail);
    }

    private List<FrameFile>? ReadFiles()
    {
        _passed &= ~FrameBound.Files;
        if (!IsArray())
            return null;
        var files = new List<FrameFile>();
        while (NextEntry())
        {
            if (ReadFile() is { } file)
                Add(files, file, FrameBound.Files, limits.Files);
        }

        return files;
    }

    private FrameFile? ReadFile()
    {
        if (!IsObject())
            return null;
        string? name = null, mimeType = null, url = null;
        while (NextField())
        {
            if (At("name"u8))
                name = IsString() ? Decode(FileNameCharacters) : null;
            else if (At("mimeType"u8))
                mimeType = IsString() ? Decode(FileNameCharacters) : null;
            else if (At("url"u8))
                url = ReadUrl();
            else
                SkipField();
        }

        return name is { Length: > 0 } && url is not null ? new FrameFile(name, mimeType, url) : null;
    }

    private FrameAuthContext ReadAuthContext()
    {
        if (!IsObject())
            return FrameAuthContext.Malformed;
        string? userId = null, signature = null;
        JsonInteger timestamp = default;
        while (NextField())
        {
            if (At("userId"u8))
                userId = IsString() ? Decode(limits.ContactCharacters) : null;
            else if (At("signature"u8))
                signature = IsString() ? Decode(limits.ContactCharacters) : null;
            else if (At("timestamp"u8))
                timestamp = ReadInteger();
            else
                SkipField();
        }

        return new FrameAuthContext(userId, signature, timestamp.IsValid ? timestamp.Value : null);
    }

    private string? ReadUrl() => IsString() && _json.GetString() is { Length: > 0 } url ? url : null;

    private string? ReadDetail()
    {
        if (!IsString())
            return null;
        return _json.ValueTextEquals("low"u8) ? "low"
            : _json.ValueTextEquals("high"u8) ? "high"
            : _json.ValueTextEquals("auto"u8) ? "auto"
            : null;
    }

    private void Add<T>(List<T> list, T entry, FrameBound bound, int limit)
    {
        if (list.Count < limit)
            list.Add(entry);
        else
            _passed |= bound;
    }
}
