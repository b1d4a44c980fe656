using System.Globalization;
using System.Text;
using System.Text.Json;
using SmoothOperator.Tools.JsonSchema;
using Xunit;

namespace SmoothOperator.Tests.Tools;

public sealed class JsonSchemaFuzzTests
{
    private static readonly string[] Words =
    [
        "type", "string", "number", "integer", "object", "array", "null", "boolean", "properties", "required", "additionalProperties", "items", "prefixItems",
        "minItems", "maxItems", "uniqueItems", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "multipleOf", "minLength", "pattern", "anyOf", "oneOf",
        "allOf", "not", "$ref", "#", "#/$defs/a", "#/items", "$defs", "a", "nullable", "^a+$", "(", "😀", "\\ud800",
    ];

    private static readonly string[] Numbers = ["0", "-0", "1", "-1.5", "1e9", "1E-9", "9007199254740993", "1e999999999999999999999", "0.1", "12e+3", "-1e-400"];

    /// <summary>Schemas and values are random JSON made of the keywords themselves: neither compiling nor checking may throw or hang, whatever they say.</summary>
    [Fact]
    public void Neither_schemas_nor_values_can_break_the_validator()
    {
        var random = new Random(20_250);
        for (var i = 0; i < 20_000; i++)
        {
            var schema = Write(random, 5);
            var validator = JsonSchemaValidator.Compile(JsonDocument.Parse(schema).RootElement);
            var value = Write(random, 4);
            var problems = validator.Validate(JsonDocument.Parse(value).RootElement);
            Assert.True(problems.Count <= 5, $"{schema} {value}");
        }
    }

    /// <summary>Of exact numbers, those that a decimal can hold must agree with it.</summary>
    [Fact]
    public void Numbers_agree_with_decimal_arithmetic()
    {
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var (limit, value) = (Decimal(random), Decimal(random));
            var step = Math.Abs(limit) + 0.5m;
            AssertValid("minimum", limit, value, value >= limit);
            AssertValid("exclusiveMaximum", limit, value, value < limit);
            AssertValid("multipleOf", step, value, value % step == 0);
            AssertValid("const", limit, value, value == limit);
        }

        static decimal Decimal(Random random) => random.Next(-50, 50) / (decimal)Math.Pow(10, random.Next(0, 4)) * random.Next(1, 4);

        static void AssertValid(string keyword, decimal limit, decimal value, bool isValid)
        {
            var (limitText, valueText) = (limit.ToString(CultureInfo.InvariantCulture), value.ToString("E8", CultureInfo.InvariantCulture));
            var schema = JsonDocument.Parse($$"""{"{{keyword}}":{{limitText}}}""").RootElement;
            var problems = JsonSchemaValidator.Compile(schema).Validate(JsonDocument.Parse(valueText).RootElement);
            Assert.True(problems.Count == 0 == isValid, $"{keyword} {limitText}: {valueText}");
        }
    }

    private static string Write(Random random, int depth)
    {
        var text = new StringBuilder();
        Write(text, random, depth);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Random random, int depth)
    {
        switch (depth == 0 ? random.Next(4) : random.Next(9))
        {
            case 0:
                text.Append(random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" });
                break;
            case 1:
                text.Append(Numbers[random.Next(Numbers.Length)]);
                break;
            case 2 or 3:
                text.Append('"').Append(Words[random.Next(Words.Length)]).Append('"');
                break;
            case 4:
                WriteMany(text, random, depth, '[', ']', isObject: false);
                break;
            default:
                WriteMany(text, random, depth, '{', '}', isObject: true);
                break;
        }
    }

    private static void WriteMany(StringBuilder text, Random random, int depth, char open, char close, bool isObject)
    {
        text.Append(open);
        for (var (i, count) = (0, random.Next(4)); i < count; i++)
        {
            text.Append(i > 0 ? "," : "");
            if (isObject)
                text.Append('"').Append(Words[random.Next(Words.Length)]).Append("\":");
            Write(text, random, depth - 1);
        }

        text.Append(close);
    }
}
