namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary>Types of JSON values as schemas name them; every integer is a number too.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Object = 4,
    Array = 8,
    String = 16,
    Integer = 32,
    Number = 64,
}
