using System.Text;
using SmoothOperator.Knowledge;

namespace SmoothOperator.Models.Demo;

/// <summary>Splits Markdown or plain text into sentences: lines of a paragraph are joined, every list item stands by itself, headings become context.</summary>
internal sealed class SentenceSplitter
{
    private readonly List<Sentence> _sentences = [];
    private readonly StringBuilder _paragraph = new();
    private readonly string _source;
    private string _heading = "";

    private SentenceSplitter(string source)
    {
        _source = source;
    }

    public static IReadOnlyList<Sentence> Split(QuotedPassage passage)
    {
        var splitter = new SentenceSplitter(passage.Source);
        foreach (var line in passage.Text.AsSpan().EnumerateLines())
            splitter.ReadLine(line.Trim());
        splitter.EndParagraph();
        return splitter._sentences;
    }

    private void ReadLine(ReadOnlySpan<char> line)
    {
        var item = ListItem(line);
        if (line.IsEmpty || line[0] == '#' || item.Length < line.Length)
            EndParagraph();
        if (!line.IsEmpty && line[0] == '#')
            _heading = line.Trim('#').Trim().ToString();
        else if (!line.IsEmpty)
            _paragraph.Append(_paragraph.Length > 0 ? " " : "").Append(item);
    }

    /// <summary>The line without the mark of a list item.</summary>
    private static ReadOnlySpan<char> ListItem(ReadOnlySpan<char> line)
    {
        if (line.Length > 2 && line[0] is '-' or '*' or '+' or '•' && line[1] == ' ')
            return line[2..].TrimStart();
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 4 && digits + 1 < line.Length && line[digits] is '.' or ')' && line[digits + 1] == ' ' ? line[(digits + 2)..].TrimStart() : line;
    }

    private void EndParagraph()
    {
        var text = _paragraph.ToString();
        _paragraph.Clear();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!EndsSentence(text, start, i))
                continue;
            Add(text[start..(i + 1)]);
            start = i + 1;
        }

        Add(text[start..]);
    }

    private void Add(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            _sentences.Add(new Sentence(_source, _heading, text.Trim()));
    }

    private static bool EndsSentence(string text, int start, int index)
    {
        if (text[index] is not ('.' or '!' or '?') || index + 2 >= text.Length || text[index + 1] != ' ' || char.IsLower(text[index + 2]))
            return false;
        var word = text.AsSpan(start, index - start);
        word = word[(word.LastIndexOf(' ') + 1)..];
        return text[index] != '.' || (word.Length > 1 && !IsAbbreviation(word));
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> word) => word is "Mr" or "Mrs" or "Ms" or "Dr" or "St" or "No" or "vs" or "etc" || word.Contains('.');
}
