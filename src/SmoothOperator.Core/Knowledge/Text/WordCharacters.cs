using System.Text;

namespace SmoothOperator.Knowledge;

/// <summary>What words are made of: letters and numbers of every script.</summary>
internal static class WordCharacters
{
    public static bool IsWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);

    public static bool IsAsciiWord(char character) => char.IsAsciiLetterOrDigit(character);

    /// <summary>Adds 0x20 to A–Z and leaves every other ASCII letter and digit as it is.</summary>
    public static char ToAsciiLower(char character) => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
}
