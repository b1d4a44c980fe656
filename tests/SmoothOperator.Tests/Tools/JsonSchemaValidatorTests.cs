using System.Text.Json;
using SmoothOperator.Tools.JsonSchema;
using Xunit;

namespace SmoothOperator.Tests.Tools;

public sealed class JsonSchemaValidatorTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"")]
    [InlineData("""{"type":["string","null"]}""", "null")]
    [InlineData("""{"type":"string","nullable":true}""", "null")]
    [InlineData("""{"type":"string","enum":["a"],"nullable":true}""", "null")]
    [InlineData("""{"type":"integer"}""", "1.0")]
    [InlineData("""{"type":"integer"}""", "1e400")]
    [InlineData("""{"type":"integer"}""", "1200e-2")]
    [InlineData("""{"type":"number"}""", "1")]
    [InlineData("""{"type":"number","minimum":0}""", "-0.0")]
    [InlineData("""{"minimum":9007199254740993}""", "9007199254740993")]
    [InlineData("""{"exclusiveMinimum":0}""", "1e-400")]
    [InlineData("""{"maximum":1e400}""", "9.9e399")]
    [InlineData("""{"multipleOf":0.01}""", "19.99")]
    [InlineData("""{"multipleOf":0.01}""", "1e300")]
    [InlineData("""{"multipleOf":3}""", "0")]
    [InlineData("""{"minimum":5}""", "\"not a number\"")]
    [InlineData("""{"minLength":2,"maxLength":2}""", "\"😀😀\"")]
    [InlineData("""{"pattern":"^\\d{3}$"}""", "\"123\"")]
    [InlineData("""{"pattern":"b"}""", "\"abc\"")]
    [InlineData("""{"pattern":"^(?=.*x)[a-z]+$"}""", "\"axb\"")]
    [InlineData("""{"pattern":"^[\\w.-]+\\/[$[]$"}""", "\"a-b.c/$\"")]
    [InlineData("""{"enum":[1,"a",null,{"x":[1,2]}]}""", """{"x":[1.0,2]}""")]
    [InlineData("""{"const":{"a":1,"b":2}}""", """{"b":2,"a":1}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"b":1}""")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"b":1}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""")]
    [InlineData("""{"items":{"type":"integer"},"minItems":1,"maxItems":2}""", "[1,2]")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a",1,2]""")]
    [InlineData("""{"uniqueItems":true}""", """[1,"1",[1],{"a":1},{"a":2},true,null]""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "6")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", "6")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":9}]}""", "6")]
    [InlineData("""{"not":{"type":"string"}}""", "6")]
    [InlineData("""{"$ref":"#/$defs/a~1b%25","$defs":{"a/b%":{"type":"string"}}}""", "\"x\"")]
    [InlineData("""{"$defs":{"tree":{"type":"object","properties":{"kids":{"items":{"$ref":"#/$defs/tree"}}}}},"$ref":"#/$defs/tree"}""", """{"kids":[{"kids":[]}]}""")]
    [InlineData("""{"properties":{"self":{"$ref":"#"}},"additionalProperties":false}""", """{"self":{"self":{}}}""")]
    [InlineData("""{"type":"string","format":"email","title":"t","description":"d","default":1,"examples":[],"x-mine":1}""", "\"no e-mail\"")]
    [InlineData("true", "{}")]
    [InlineData("{}", "[1]")]
    [InlineData("""{"definitions":{"a":{"type":"null"}},"properties":{"x":{"$ref":"#/definitions/a"}}}""", """{"x":null}""")]
    public void A_valid_value_has_no_problems(string schema, string value)
    {
        var validator = Compile(schema);

        Assert.Empty(validator.SchemaProblems);
        Assert.Empty(validator.Validate(Parse(value)));
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "1", "must be a string, not a number")]
    [InlineData("""{"type":["integer","null"]}""", "1.5", "must be an integer or null, not a number")]
    [InlineData("""{"type":"integer"}""", "1e-400", "must be an integer, not a number")]
    [InlineData("""{"type":"object"}""", "[]", "must be an object, not an array")]
    [InlineData("""{"type":"boolean"}""", "null", "must be a boolean, not null")]
    [InlineData("""{"minimum":9007199254740993}""", "9007199254740992", "must be at least 9007199254740993")]
    [InlineData("""{"maximum":0.5}""", "0.50001", "must be at most 0.5")]
    [InlineData("""{"exclusiveMinimum":-2}""", "-2.0", "must be more than -2")]
    [InlineData("""{"exclusiveMaximum":10}""", "1e1", "must be less than 10")]
    [InlineData("""{"multipleOf":0.01}""", "19.999", "must be a multiple of 0.01")]
    [InlineData("""{"multipleOf":7}""", "1e300", "must be a multiple of 7")]
    [InlineData("""{"minLength":3}""", "\"😀😀\"", "must have at least 3 characters")]
    [InlineData("""{"maxLength":1}""", "\"😀😀\"", "must have at most 1 characters")]
    [InlineData("""{"pattern":"^[0-9]+$"}""", "\"12\\n\"", "must match the pattern ^[0-9]+$")]
    [InlineData("""{"pattern":"^\\d$"}""", "\"٣\"", "must match the pattern ^\\d$")]
    [InlineData("""{"enum":["a",1]}""", "\"b\"", "must be one of \"a\", 1")]
    [InlineData("""{"const":1}""", "\"1\"", "must be 1")]
    [InlineData("""{"required":["a","b"]}""", """{"a":1}""", "must have the property 'b'")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"x":1}""", "may not have the property 'x'")]
    [InlineData("""{"properties":{"a~/b":{"type":"null"}}}""", """{"a~/b":1}""", "/a~0~1b must be null, not a number")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"x":"1"}""", "/x must be an integer, not a string")]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "/a is not allowed")]
    [InlineData("""{"items":{"properties":{"q":{"minimum":1}}}}""", """[{"q":1},{"q":0}]""", "/1/q must be at least 1")]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", "[1]", "/0 must be a string, not a number")]
    [InlineData("""{"minItems":1}""", "[]", "must have at least 1 items")]
    [InlineData("""{"maxItems":1}""", "[1,2]", "must have at most 1 items")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2.0,"a":1}]""", "must not have equal items")]
    [InlineData("""{"minProperties":1}""", "{}", "must have at least 1 properties")]
    [InlineData("""{"maxProperties":0}""", """{"a":1}""", "must have at most 0 properties")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "4", "must be valid for at least one of the 2 schemas of anyOf")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "must be valid for exactly one of the 2 schemas of oneOf, not 2")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":9}]}""", "10", "must be at most 9")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "must not be valid for the schema of not")]
    [InlineData("""{"not":{"anyOf":[{"not":{"type":"string"}}]}}""", "1", "must not be valid for the schema of not")]
    [InlineData("false", "1", "is not allowed")]
    [InlineData("""{"type":"string"}""", "\"\\ud800\"", null)]
    [InlineData("""{"minLength":1}""", "\"\\ud800\"", "holds text that is not well-formed Unicode")]
    public void An_invalid_value_has_its_place_and_the_rule_named(string schema, string value, string? problem)
    {
        var validator = Compile(schema);

        Assert.Empty(validator.SchemaProblems);
        Assert.Equal(problem is null ? [] : [problem], validator.Validate(Parse(value)).Select(found => found.ToString()));
    }

    [Theory]
    [InlineData("""{"patternProperties":{}}""", "/patternProperties is a keyword that is not supported")]
    [InlineData("""{"properties":{"a":{"if":{}}}}""", "/properties/a/if is a keyword that is not supported")]
    [InlineData("""{"type":"text"}""", "/type must be one or more of null, boolean, object, array, string, integer, number")]
    [InlineData("""{"type":[]}""", "/type must be one or more of null, boolean, object, array, string, integer, number")]
    [InlineData("""{"exclusiveMinimum":true}""", "/exclusiveMinimum must be a number")]
    [InlineData("""{"minLength":-1}""", "/minLength must be a whole number from 0 to 2147483647")]
    [InlineData("""{"multipleOf":0}""", "/multipleOf must be more than 0")]
    [InlineData("""{"pattern":"("}""", "/pattern must be a regular expression")]
    [InlineData("""{"enum":[]}""", "/enum must be an array of at least one value")]
    [InlineData("""{"required":true}""", "/required must be an array of strings")]
    [InlineData("""{"properties":[]}""", "/properties must be an object of schemas")]
    [InlineData("""{"properties":{"a":1}}""", "/properties/a must be a schema: an object, true or false")]
    [InlineData("""{"items":[{}]}""", "/items must be a schema: an object, true or false")]
    [InlineData("""{"anyOf":[]}""", "/anyOf must be an array of at least one schema")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "/$ref must lead to a place within this schema, such as #/$defs/name")]
    [InlineData("""{"$ref":"https://example.com/s"}""", "/$ref must lead to a place within this schema, such as #/$defs/name")]
    [InlineData("""{"$ref":"#"}""", "refers to itself without end, or nests too deeply")]
    [InlineData("3", "must be a schema: an object, true or false")]
    public void A_schema_that_is_not_wholly_understood_says_where(string schema, string problem)
    {
        var problems = Compile(schema).SchemaProblems.Select(found => found.ToString());

        Assert.Equal([problem], problems);
    }

    [Fact]
    public void A_loop_through_several_schemas_is_reported_once()
    {
        var loop = """{"$defs":{"a":{"not":{"$ref":"#/$defs/b"}},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}},"items":{"$ref":"#/$defs/a"}}""";

        Assert.Equal("refers to itself without end, or nests too deeply", Assert.Single(Compile(loop).SchemaProblems).Rule);
    }

    [Fact]
    public void At_most_five_problems_are_named()
    {
        var problems = Compile("""{"items":{"type":"string"}}""").Validate(Parse("[1,2,3,4,5,6,7]"));

        Assert.Equal(["/0", "/1", "/2", "/3", "/4"], problems.Select(problem => problem.Pointer));
    }

    [Fact]
    public void A_schema_that_loops_makes_every_value_invalid()
    {
        var problem = Assert.Single(Compile("""{"$ref":"#"}""").Validate(Parse("1")));

        Assert.Equal("is too deep or too large to be checked against its schema", problem.Rule);
    }

    [Fact]
    public void A_schema_that_multiplies_is_given_up_not_followed()
    {
        var doubling = Enumerable.Range(0, 60).Select(i => $$"""
            "d{{i}}":{"anyOf":[{"$ref":"#/$defs/d{{i + 1}}"},{"$ref":"#/$defs/d{{i + 1}}"}]}
            """);
        var schema = $$"""{"$defs":{ {{string.Join(',', doubling)}}, "d60":false },"$ref":"#/$defs/d0"}""";

        Assert.Equal("is too deep or too large to be checked against its schema", Assert.Single(Compile(schema).Validate(Parse("1"))).Rule);
    }

    [Fact]
    public void A_very_long_chain_of_references_does_not_exhaust_the_stack()
    {
        var chain = Enumerable.Range(0, 20_000).Select(i => $$"""
            "c{{i}}":{"$ref":"#/$defs/c{{i + 1}}"}
            """);

        Assert.NotEmpty(Compile($$"""{"$defs":{ {{string.Join(',', chain)}}, "c20000":{} },"$ref":"#/$defs/c0"}""").SchemaProblems);
    }

    [Fact]
    public void Many_items_are_compared_in_linear_time()
    {
        var items = Parse($"[{string.Join(',', Enumerable.Range(0, 50_000))}]");

        Assert.Empty(Compile("""{"uniqueItems":true}""").Validate(items));
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_does_not_match()
    {
        var schema = Compile("""{"pattern":"^(?=(a+)+$)b"}""");

        Assert.NotEmpty(schema.Validate(Parse($"\"{new string('a', 5_000)}!\"")));
    }

    private static JsonSchemaValidator Compile(string schema) => JsonSchemaValidator.Compile(Parse(schema));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
