using System.Collections.Frozen;
using System.Text;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Lower case without diacritics, letter by letter, as SQLite's <c>unicode61 remove_diacritics 1</c> has it: letters with one mark lose it, letters with two
/// (Vietnamese ế) keep both.
/// </summary>
internal static class LetterFolding
{
    private static readonly FrozenDictionary<char, char> Plain = Read(
        "aàáâãäåāăąǎȁȃȧḁạả bḃḅḇ cçćĉċč dďḋḍḏḑḓ eèéêëēĕėęěȅȇȩḙḛẹẻẽ fḟ gĝğġģǧǵḡ hĥȟḣḥḧḩḫẖ iìíîïĩīĭįİǐȉȋḭỉị jĵǰ kķǩḱḳḵ lĺļľḷḻḽ mḿṁṃ nñńņňǹṅṇṉṋ "
        + "oòóôõöōŏőơǒǫȍȏȯọỏ pṕṗ rŕŗřȑȓṙṛṟ sśŝşšſșṡṣẛ tţťțṫṭṯṱẗ uùúûüũūŭůűųưǔȕȗṳṵṷụủ vṽṿ wŵẁẃẅẇẉẘ xẋẍ yýÿŷȳẏẙỳỵỷỹ zźżžẑẓẕ "
        + "βϐ εϵ θϑ κϰ μµ πϖ ρϱ σς φϕ");

    public static Rune Fold(Rune letter)
    {
        var lower = Rune.ToLowerInvariant(letter);
        return lower.IsBmp && Plain.TryGetValue((char)lower.Value, out var plain) ? new Rune(plain) : lower;
    }

    /// <summary>Whether the character is a mark that belongs to the letter before it and is left out of the word.</summary>
    public static bool IsCombiningMark(char character) => character is >= '\u0300' and <= '\u0331';

    private static FrozenDictionary<char, char> Read(string groups) =>
        groups.Split(' ').SelectMany(group => group.Skip(1), (group, marked) => (marked, plain: group[0])).ToFrozenDictionary(pair => pair.marked, pair => pair.plain);
}
