namespace SmoothOperator.Models.Demo;

/// <summary>Recognises that a user asks for a refund, as far as plain English goes, and finds the order's number.</summary>
/// <param name="IsRequested">The user wants a refund, rather than to know about refunds.</param>
/// <param name="Order">The order's number, or null.</param>
internal sealed record RefundRequest(bool IsRequested, string? Order)
{
    private const int FewestDigits = 3;

    private static readonly string[] QuestionWords = ["how", "what", "when", "why", "where", "who", "which", "is", "are", "do", "does", "did", "has", "was", "were"];
    private static readonly string[] Wishes = ["want", "need", "like", "get", "give", "issue", "make", "process", "request", "claim", "demand", "have", "please", "send"];
    private static readonly string[] NumberWords = ["order", "number", "no", "id", "#"];
    private static readonly string[] Negations = ["not", "never", "without", "cancel", "don't", "dont"];

    public static RefundRequest Read(string message)
    {
        var order = OrderIn(message);
        var words = Array.ConvertAll(WordsOf(message), word => word.ToLowerInvariant());
        var refund = Array.FindIndex(words, word => word is "refund" or "refunded" or "reimburse" or "reimbursement");
        var money = Array.FindIndex(words, word => word is "money");
        if (refund < 0 && money >= 0 && words.AsSpan(money).Contains("back"))
            refund = money;
        if (refund < 0 || QuestionWords.Contains(words[0]) || IsNegated(words.AsSpan(0, refund)))
            return new RefundRequest(IsRequested: false, order);

        var isCommand = refund == 0 || words.Take(refund).Any(Wishes.Contains);
        return new RefundRequest(isCommand || order is not null, order);
    }

    /// <summary>The order's number in a message: what follows a number sign or a word for it, else the first word with three digits.</summary>
    public static string? OrderIn(string message)
    {
        var words = WordsOf(message);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is ['#', .. { Length: > 0 } number] && IsNumber(number, fewestDigits: 1))
                return number;
            if (i > 0 && NumberWords.Contains(words[i - 1], StringComparer.OrdinalIgnoreCase) && IsNumber(words[i], fewestDigits: 1))
                return words[i];
        }

        return Array.Find(words, word => IsNumber(word, FewestDigits));
    }

    private static bool IsNegated(ReadOnlySpan<string> before) => before is [.., "no"] || before.ContainsAny(Negations);

    private static bool IsNumber(string word, int fewestDigits) =>
        word.Count(char.IsAsciiDigit) >= fewestDigits && word.All(character => char.IsAsciiLetterOrDigit(character) || character is '-');

    private static string[] WordsOf(string message) =>
    [
        .. message.Split([' ', '\n', '\r', '\t', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', '!', '?', ';', ':', '"', '\'', '(', ')', '*'))
            .Where(word => word.Length > 0),
    ];
}
