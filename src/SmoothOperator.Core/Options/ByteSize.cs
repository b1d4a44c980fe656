namespace SmoothOperator;

internal static class ByteSize
{
    public const long Kibibyte = 1_024;
    public const long Mebibyte = 1_024 * Kibibyte;
    public const long Gibibyte = 1_024 * Mebibyte;
    public const long Tebibyte = 1_024 * Gibibyte;
}
