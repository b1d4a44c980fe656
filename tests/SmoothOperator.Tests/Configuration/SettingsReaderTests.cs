using System.Net;
using System.Net.Sockets;
using SmoothOperator.Server.Configuration;
using SmoothOperator.Server.Configuration.Catalog;
using Xunit;

namespace SmoothOperator.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Without_any_variable_everything_has_its_default()
    {
        var report = Read();

        Assert.Empty(report.Problems);
        Assert.Empty(report.Warnings);
        Assert.All(report.Effective, setting => Assert.Equal("default", setting.Source));
        Assert.Equal(["http://127.0.0.1:8787"], report.Settings.ListenUrls);
        var options = report.Settings.Options;
        Assert.Equal(("https://llm.smoo.ai/v1", null, "claude-haiku-4-5"), (options.Model.GatewayUrl, options.Model.GatewayKey, options.Model.Model));
        Assert.Equal((20, 8_192, 50, 16_000), (options.Model.MaxIterations, options.Model.MaxTokens, options.Model.HistoryMessages, options.Model.HistoryTokens));
        Assert.Equal((TimeSpan.FromSeconds(300), TimeSpan.FromDays(7)), (options.Approvals.Timeout, options.Turns.Retention));
        Assert.Equal((8, 20_000, 1_000), (options.Turns.PerConnection, options.Connections.Max, options.Connections.FramesPerSecond));
        Assert.Equal((64L << 20, 256L << 20, 4L << 20), (options.Connections.ReplayMemory, options.Connections.InboundMemory, options.Connections.OutboundQueue));
        Assert.Equal((10_000, 8L << 20, 16L << 20), (options.Frames.MessageCharacters, options.Frames.ReadBytes, options.Frames.CloseBytes));
        Assert.Equal((StorageKind.Sqlite, "./data", AuthMode.Disabled), (report.Settings.Storage, report.Settings.DataDirectory, report.Settings.AuthMode));
    }

    [Theory]
    [InlineData("SMOOTH_AGENT_MODEL", "  gpt-x ", "gpt-x")]
    [InlineData("SMOOTH_AGENT_MODEL", "   ", "claude-haiku-4-5")]
    [InlineData("SMOOTH_AGENT_MAX_ITERATIONS", "1000", "1000")]
    [InlineData("SMOOTH_AGENT_REPLAY_MEMORY", "0", "0")]
    [InlineData("SMOOTH_AGENT_REPLAY_MEMORY", "64mib", "64MiB")]
    [InlineData("SMOOTH_AGENT_REPLAY_MEMORY", "1024", "1KiB")]
    [InlineData("SMOOTH_AGENT_REPLAY_MEMORY", "1025 B", "1025")]
    [InlineData("SMOOTH_AGENT_INBOUND_MEMORY", "1TiB", "1TiB")]
    [InlineData("SMOOTH_AGENT_CONFIRM_TIMEOUT_SECONDS", "1", "1")]
    [InlineData("SMOOTH_AGENT_CONFIRM_TIMEOUT_SECONDS", "30d", "2592000")]
    [InlineData("SMOOTH_AGENT_TURN_RETENTION", "36h", "129600")]
    [InlineData("SMOOTH_AGENT_TURN_RETENTION", "90m", "5400")]
    [InlineData("SMOOTH_AGENT_STORAGE", "Memory", "memory")]
    [InlineData("SMOOTH_AGENT_SQLITE_SYNC", "NORMAL", "normal")]
    [InlineData("SMOOTH_AGENT_CONFIRM_TOOLS", " refund, ,delete,", "refund,delete")]
    [InlineData("SMOOTH_AGENT_ON_DISCONNECT", "cancel", "cancel")]
    [InlineData("SMOOTH_AGENT_HISTORY_SHAPE", "schema", "schema")]
    [InlineData("SMOOTH_AGENT_SEED_KB", "1", "1")]
    [InlineData("SMOOTH_AGENT_SEED_KB", "0", "0")]
    [InlineData("WIDGET_AUTH_STRICT", "YES", "1")]
    [InlineData("WIDGET_AUTH_STRICT", "false", "0")]
    [InlineData("SMOOTH_AGENT_AUTH_MODE", "None", "none")]
    [InlineData("SMOOAI_GATEWAY_URL", "http://127.0.0.1:9000/v1/", "http://127.0.0.1:9000/v1")]
    [InlineData("SMOOAI_GATEWAY_KEY", "sk-1", "***")]
    public void A_value_is_trimmed_and_read(string name, string value, string shown)
    {
        var report = Read((name, value));

        Assert.Empty(report.Problems);
        Assert.Equal(shown, report.Effective.Single(setting => setting.Name == name).Value);
    }

    [Theory]
    [InlineData("SMOOTH_AGENT_PORT", "65536", "SMOOTH_AGENT_PORT='65536' must be a whole number from 0 (any free port) to 65535")]
    [InlineData("SMOOTH_AGENT_PORT", "-1", "SMOOTH_AGENT_PORT='-1' must be a whole number from 0 (any free port) to 65535")]
    [InlineData("SMOOTH_OPERATOR_PORT", "http", "SMOOTH_OPERATOR_PORT (an alias of SMOOTH_AGENT_PORT)='http' must be a whole number from 0 (any free port) to 65535")]
    [InlineData("SMOOTH_OPERATOR_HOST", "nowhere.example", "SMOOTH_OPERATOR_HOST='nowhere.example' must be a host name that leads to an address of this machine")]
    [InlineData("SMOOTH_OPERATOR_BIND", "myhost:x", "SMOOTH_OPERATOR_BIND (an alias of SMOOTH_AGENT_PORT)='x' must be a whole number from 0 (any free port) to 65535")]
    [InlineData("SMOOTH_AGENT_BIND", "not a host", "SMOOTH_AGENT_BIND='not a host' must be an IP address, a host name of this machine, or * for every address")]
    [InlineData("SMOOTH_AGENT_BIND", "nowhere.example", "SMOOTH_AGENT_BIND='nowhere.example' must be a host name that leads to an address of this machine")]
    [InlineData("ASPNETCORE_URLS", "8080", "ASPNETCORE_URLS='8080' must be addresses such as http://*:8080, separated by semicolons")]
    [InlineData("ASPNETCORE_URLS", ";", "ASPNETCORE_URLS=';' must be addresses such as http://*:8080, separated by semicolons")]
    [InlineData("SMOOTH_AGENT_MAX_ITERATIONS", "0", "SMOOTH_AGENT_MAX_ITERATIONS='0' must be a whole number from 1 to 1000")]
    [InlineData("SMOOTH_MAX_TOKENS", "1e3", "SMOOTH_MAX_TOKENS (an alias of SMOOTH_AGENT_MAX_TOKENS)='1e3' must be a whole number from 1 to 1000000")]
    [InlineData("SMOOTH_AGENT_HISTORY_TOKENS", "99999999999", "SMOOTH_AGENT_HISTORY_TOKENS='99999999999' must be a whole number from 100 to 10000000")]
    [InlineData("SMOOTH_AGENT_CONFIRM_TIMEOUT_SECONDS", "0", "SMOOTH_AGENT_CONFIRM_TIMEOUT_SECONDS='0' must be a time from 1 to 2592000 seconds, as whole seconds or with s, m, h or d")]
    [InlineData("SMOOTH_AGENT_CONFIRM_TIMEOUT_SECONDS", "31d", "SMOOTH_AGENT_CONFIRM_TIMEOUT_SECONDS='31d' must be a time from 1 to 2592000 seconds, as whole seconds or with s, m, h or d")]
    [InlineData("SMOOTH_AGENT_DRAIN_SECONDS", "9223372036854775807d", "SMOOTH_AGENT_DRAIN_SECONDS='9223372036854775807d' must be a time from 0 to 3600 seconds, as whole seconds or with s, m, h or d")]
    [InlineData("SMOOTH_AGENT_OUTBOUND_QUEUE", "4MB", "SMOOTH_AGENT_OUTBOUND_QUEUE='4MB' must be a size from 64KiB to 1GiB, in bytes or with KiB, MiB, GiB or TiB")]
    [InlineData("SMOOTH_AGENT_OUTBOUND_QUEUE", "9223372036854775807TiB", "SMOOTH_AGENT_OUTBOUND_QUEUE='9223372036854775807TiB' must be a size from 64KiB to 1GiB, in bytes or with KiB, MiB, GiB or TiB")]
    [InlineData("SMOOTH_AGENT_STORAGE", "postgress", "SMOOTH_AGENT_STORAGE='postgress' must be sqlite or memory")]
    [InlineData("SMOOTH_AGENT_STORAGE", "Postgres", "SMOOTH_AGENT_STORAGE='Postgres' is not built yet; today it must be sqlite or memory")]
    [InlineData("SMOOTH_AGENT_STORAGE", "ddb", "SMOOTH_AGENT_STORAGE='ddb' is not built yet; today it must be sqlite or memory")]
    [InlineData("SMOOTH_AGENT_SQLITE_SYNC", "off", "SMOOTH_AGENT_SQLITE_SYNC='off' must be full or normal")]
    [InlineData("SMOOTH_AGENT_SEED_KB", "true", "SMOOTH_AGENT_SEED_KB='true' must be 1 or 0")]
    [InlineData("AUTH_MODE", "JWT", "AUTH_MODE (an alias of SMOOTH_AGENT_AUTH_MODE)='JWT' is not built yet; today it must be disabled or none")]
    [InlineData("SMOOTH_AUTH_MODE", "off", "SMOOTH_AUTH_MODE (an alias of SMOOTH_AGENT_AUTH_MODE)='off' must be disabled or none")]
    [InlineData("SMOOTH_AGENT_AUTH_MODE", "trusted", "SMOOTH_AGENT_AUTH_MODE='trusted' is not built yet; today it must be disabled or none")]
    [InlineData("WIDGET_AUTH_STRICT", "on", "WIDGET_AUTH_STRICT='on' must be 1 or true or yes or 0 or false or no")]
    [InlineData("SMOOAI_GATEWAY_URL", "https://me:pw@gateway/v1", "SMOOAI_GATEWAY_URL='https://***@gateway/v1' must be an http or https address without user, password, query or fragment")]
    [InlineData("SMOOAI_GATEWAY_KEY", "my secret", "SMOOAI_GATEWAY_KEY='***' must be printable ASCII without spaces")]
    [InlineData("SMOOTH_AGENT_TOOLS_FILE", "/no/such/file", "SMOOTH_AGENT_TOOLS_FILE='/no/such/file' must be the path of an existing file")]
    [InlineData("SMOOTH_AGENT_CONFIRM_TOOLS", ",", "SMOOTH_AGENT_CONFIRM_TOOLS=',' must be parts of tools' names, of printable ASCII without spaces, separated by commas")]
    [InlineData("SMOOTH_AGENT_CONFIRM_TOOLS", "refund delete", "SMOOTH_AGENT_CONFIRM_TOOLS='refund delete' must be parts of tools' names, of printable ASCII without spaces, separated by commas")]
    [InlineData("SMOOTH_AGENT_MODEL", "a\nb", "SMOOTH_AGENT_MODEL='a b' must be text of 1 to 256 characters on one line")]
    [InlineData("SMOOTH_AGENT_FRAME_BYTES", "17MiB", "SMOOTH_AGENT_FRAME_CLOSE_BYTES must be at least SMOOTH_AGENT_FRAME_BYTES")]
    public void A_value_that_is_not_allowed_stops_the_start(string name, string value, string problem) => Assert.Equal([problem], Read((name, value)).Problems);

    [Theory]
    [InlineData("AUTH_JWT_HS256_SECRET", "s3cret")]
    [InlineData("AUTH_JWT_JWKS_URL", "https://issuer/jwks")]
    [InlineData("SMOOTH_AGENT_AUTH_TOOLS", "refund")]
    [InlineData("SMOOTH_AGENT_PREAMBLE_MODEL", "m")]
    [InlineData("SMOOTH_AGENT_TITLE_MODEL", "m")]
    [InlineData("SMOOTH_AGENT_RERANK", "lexical")]
    [InlineData("WIDGET_AUTH_URL", "https://policies")]
    [InlineData("SMOOTH_SKILLS_DIR", "/skills")]
    [InlineData("SMOOTH_EXTENSIONS_ALLOW", "x")]
    [InlineData("SMOOTH_AGENT_DURABLE_EXECUTOR", "1")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector")]
    [InlineData("SMOOTH_AGENT_BACKPLANE", "redis")]
    [InlineData("SMOOTH_AGENT_BACKPLANE", "nonsense")]
    [InlineData("SMOOTH_AGENT_DATABASE_URL", "postgres://u:s3cret@h/db")]
    [InlineData("SMOOTH_MCP_SERVERS", "x")]
    [InlineData("SMOOTH_NO_TOOLS", "1")]
    public void What_is_not_built_yet_is_refused_without_telling_the_value(string name, string value)
    {
        var problem = Assert.Single(Read((name, value)).Problems);

        Assert.StartsWith($"{name} is set, but ", problem, StringComparison.Ordinal);
        Assert.Contains("not built yet", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SMOOTH_AGENT_RERANK", "off")]
    [InlineData("SMOOTH_AGENT_BACKPLANE", "InMemory")]
    [InlineData("SMOOTH_AGENT_TITLE_MODEL", "off")]
    [InlineData("SMOOTH_AGENT_DURABLE_EXECUTOR", "false")]
    [InlineData("DATABASE_URL", "postgres://elsewhere")]
    [InlineData("GITHUB_TOKEN", "t")]
    [InlineData("SMOOTH_SECRET_CRM", "s")]
    public void What_asks_for_nothing_that_is_missing_is_let_through(string name, string value)
    {
        var report = Read((name, value));

        Assert.Empty(report.Problems);
        Assert.Empty(report.Warnings);
    }

    [Theory]
    [InlineData("SMOOTH_AGENT_JUDGE_MODEL", "SMOOTH_AGENT_JUDGE_MODEL has no effect: workflows: that is not built yet")]
    [InlineData("WIDGET_AUTH_TTL_SECS", "WIDGET_AUTH_TTL_SECS has no effect: embedding policies from a service: that is not built yet")]
    [InlineData("SMOOTH_AGENT_STORGE", "SMOOTH_AGENT_STORGE is not a setting of this server; did you mean SMOOTH_AGENT_STORAGE?")]
    [InlineData("smooth_agent_port", "smooth_agent_port is not a setting of this server; did you mean SMOOTH_AGENT_PORT?")]
    [InlineData("SMOOTH_AGENT_COMPLETELY_ELSE", "SMOOTH_AGENT_COMPLETELY_ELSE is not a setting of this server")]
    public void What_has_no_effect_is_said(string name, string warning)
    {
        var report = Read((name, "1"));

        Assert.Empty(report.Problems);
        Assert.Equal([warning], report.Warnings);
    }

    [Fact]
    public void Every_problem_is_told_at_once_and_no_secret()
    {
        var report = Read(("SMOOTH_AGENT_PORT", "x"), ("SMOOTH_AGENT_STORAGE", "redis"), ("SMOOTH_GATEWAY_KEY", "s3 cret"), ("AUTH_JWT_HS256_SECRET", "s3cret"));
        using var written = new StringWriter();
        report.WriteProblems(written);

        Assert.False(report.IsValid);
        Assert.Equal(4, report.Problems.Count);
        Assert.All(report.Problems, problem => Assert.Contains(problem, written.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("cret'", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_canonical_name_beats_its_aliases_and_the_alias_used_is_told()
    {
        var both = Read(("SMOOTH_MODEL", "c"), ("SMOOAI_MODEL", "b"), ("SMOOTH_AGENT_MODEL", "a"));
        var aliases = Read(("SMOOTH_MODEL", "c"), ("SMOOAI_MODEL", "c"));

        Assert.Equal("a", both.Settings.Options.Model.Model);
        Assert.Equal(["SMOOAI_MODEL='b' is ignored: SMOOTH_AGENT_MODEL comes first", "SMOOTH_MODEL='c' is ignored: SMOOTH_AGENT_MODEL comes first"], both.Warnings);
        Assert.Equal(["SMOOTH_AGENT_MODEL was read from its alias SMOOAI_MODEL"], aliases.Warnings);
        Assert.Equal("SMOOAI_MODEL", aliases.Effective.Single(setting => setting.Name == "SMOOTH_AGENT_MODEL").Source);
    }

    [Theory]
    [InlineData("SMOOTH_AGENT_PORT=9", "http://127.0.0.1:9")]
    [InlineData("SMOOTH_AGENT_BIND=0.0.0.0", "http://+:8787")]
    [InlineData("SMOOTH_AGENT_BIND=::", "http://+:8787")]
    [InlineData("SMOOTH_AGENT_BIND=[::1]", "http://[::1]:8787")]
    [InlineData("SMOOTH_AGENT_BIND=*", "http://+:8787")]
    [InlineData("SMOOTH_AGENT_BIND=localhost", "http://localhost:8787")]
    [InlineData("SMOOTH_AGENT_BIND=localhost SMOOTH_AGENT_PORT=0", "http://127.0.0.1:0")]
    [InlineData("SMOOTH_AGENT_BIND=myhost", "http://10.0.0.7:8787;http://[fd00::7]:8787")]
    [InlineData("SMOOTH_OPERATOR_BIND=0.0.0.0:80", "http://+:80")]
    [InlineData("SMOOTH_OPERATOR_BIND=[::1]:80", "http://[::1]:80")]
    [InlineData("SMOOTH_OPERATOR_BIND=::1", "http://[::1]:8787")]
    [InlineData("SMOOTH_OPERATOR_BIND=:80", "http://127.0.0.1:80")]
    [InlineData("SMOOTH_OPERATOR_BIND=10.1.1.1", "http://10.1.1.1:8787")]
    [InlineData("SMOOTH_OPERATOR_BIND=10.1.1.1:80 SMOOTH_AGENT_PORT=81", "http://10.1.1.1:81")]
    [InlineData("SMOOTH_OPERATOR_HOST=10.1.1.1 SMOOTH_OPERATOR_PORT=82", "http://10.1.1.1:82")]
    [InlineData("ASPNETCORE_URLS=http://*:5000;http://localhost:5001", "http://*:5000;http://localhost:5001")]
    [InlineData("ASPNETCORE_URLS=http://*:5000 SMOOTH_AGENT_PORT=6", "http://+:6")]
    [InlineData("ASPNETCORE_URLS=http://*:5000 SMOOTH_AGENT_BIND=127.0.0.1", "http://127.0.0.1:8787")]
    public void The_address_to_listen_on_follows_from_all_names(string variables, string urls)
    {
        var report = Read([.. variables.Split(' ').Select(variable => variable.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);

        Assert.Empty(report.Problems);
        Assert.Equal(urls, string.Join(';', report.Settings.ListenUrls));
    }

    [Fact]
    public void Random_values_never_throw_and_what_passes_is_shown_as_it_would_be_read_again()
    {
        var random = new Random(3);
        const string Alphabet = "0123456789kKmMiIbBdDhHsS.:-+*/[]@ ,\0\nä😀truefalspg";

        // A secret is not shown, and a persona may have several lines, which are shown as one.
        string[] names = [.. SettingCatalog.All.Where(setting => !setting.IsSecret && setting.Name != "SMOOTH_AGENT_PERSONA").Select(setting => setting.Name)];
        var passed = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var name = names[random.Next(names.Length)];
            var report = Read((name, value));
            if (!report.IsValid || string.IsNullOrWhiteSpace(value))
                continue;
            passed++;
            var shown = report.Effective.Single(setting => setting.Name == name);
            Assert.Equal(shown, Read((name, shown.Value)).Effective.Single(setting => setting.Name == name));
        }

        Assert.InRange(passed, 100, 19_000);
    }

    private static SettingsReport Read(params (string Name, string Value)[] variables) =>
        SettingsReader.Read(variables.ToDictionary(variable => variable.Name, variable => variable.Value), Resolve);

    private static IPAddress[] Resolve(string host) =>
        host == "myhost" ? [IPAddress.Parse("10.0.0.7"), IPAddress.Parse("fd00::7")] : throw new SocketException((int)SocketError.HostNotFound);
}
