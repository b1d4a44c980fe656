using System.Collections;
using System.Net;
using SmoothOperator.Server.Configuration.Catalog;

namespace SmoothOperator.Server.Configuration;

/// <summary>Reads the environment once, whole, and says everything that is wrong with it at once.</summary>
internal sealed class SettingsReader
{
    private static readonly string[] FamilyPrefixes = ["SMOOTH_AGENT_", "SMOOTH_OPERATOR_", "SMOOAI_", "WIDGET_AUTH_"];

    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ListenAddresses _addresses;
    private readonly ServerSettings _settings = new();
    private readonly Dictionary<Setting, string> _sources = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];

    private SettingsReader(IReadOnlyDictionary<string, string> environment, ListenAddresses addresses)
    {
        _environment = environment.Where(variable => !string.IsNullOrWhiteSpace(variable.Value))
            .ToDictionary(variable => variable.Key, variable => variable.Value.Trim(), StringComparer.Ordinal);
        _addresses = addresses;
    }

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>Reads settings.</summary>
    /// <param name="environment">Names and values; a blank value counts as none.</param>
    /// <param name="resolve">Finds the addresses of a host name; the system's way by default.</param>
    public static SettingsReport Read(IReadOnlyDictionary<string, string> environment, Func<string, IPAddress[]>? resolve = null) =>
        new SettingsReader(environment, new(resolve ?? Dns.GetHostAddresses)).Read();

    private SettingsReport Read()
    {
        foreach (var setting in SettingCatalog.All)
            Read(setting);
        ReadListenAddresses();
        if (_settings.Options.Frames.CloseBytes < _settings.Options.Frames.ReadBytes)
            _problems.Add("SMOOTH_AGENT_FRAME_CLOSE_BYTES must be at least SMOOTH_AGENT_FRAME_BYTES");
        foreach (var name in _environment.Keys.Order(StringComparer.Ordinal))
            CheckUnbuiltOrUnknown(name);
        var effective = SettingCatalog.All.Select(setting =>
            new EffectiveSetting(setting.Name, ShownValue.Of(setting.Show(_settings), setting.IsSecret), _sources.GetValueOrDefault(setting, "default")));
        return new(_settings, _problems, _warnings, [.. effective]);
    }

    private void Read(Setting setting)
    {
        var given = Given(setting).ToList();
        if (given.Count == 0)
            return;
        var (name, value) = given[0];
        _sources[setting] = name;
        var alias = name == setting.Name ? "" : $" (an alias of {setting.Name})";
        if (!setting.TryApply(value, _settings, out var problem))
            _problems.Add($"{name}{alias}='{ShownValue.Of(value, setting.IsSecret)}' {problem}");
        else if (alias.Length > 0)
            _warnings.Add($"{setting.Name} was read from its alias {name}");
        foreach (var (other, ignored) in given.Skip(1).Where(other => other.Value != value))
            _warnings.Add($"{other}='{ShownValue.Of(ignored, setting.IsSecret)}' is ignored: {name} comes first");
    }

    /// <summary>The names under which a setting is given, the one that counts first.</summary>
    private IEnumerable<(string Name, string Value)> Given(Setting setting)
    {
        foreach (var (name, part) in setting.Aliases.Prepend(new(setting.Name)))
        {
            if (_environment.TryGetValue(name, out var value) && (part is null ? value : part(value)) is { } taken)
                yield return (name, taken);
        }
    }

    private void ReadListenAddresses()
    {
        var urls = _environment.GetValueOrDefault(ListenAddresses.UrlsVariable);
        var isReplaced = _settings.Bind is not null || _settings.Port is not null;
        _settings.ListenUrls = _addresses.Choose(_settings.Bind, _settings.Port, urls, out var problem);
        var bind = _sources.Where(source => source.Key.Name == ListenAddresses.BindVariable).Select(source => source.Value).FirstOrDefault(ListenAddresses.BindVariable);
        var (name, value) = isReplaced ? (bind, _settings.Bind) : (ListenAddresses.UrlsVariable, urls);
        if (problem is not null)
            _problems.Add($"{name}='{ShownValue.Of(value ?? "", isSecret: false)}' {problem}");
        if (isReplaced && urls is not null)
            _warnings.Add($"{ListenAddresses.UrlsVariable} is replaced by {string.Join(';', _settings.ListenUrls)}");
    }

    private void CheckUnbuiltOrUnknown(string name)
    {
        if (UnbuiltCatalog.All.FirstOrDefault(variable => variable.Covers(name)) is { } unbuilt)
        {
            if (!unbuilt.IsHarmless(_environment[name]))
                Report(name, unbuilt);
        }
        else if (FamilyPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) && !IsKnown(name))
        {
            var meant = NearestName.Of(name, SettingCatalog.All.Select(setting => setting.Name));
            _warnings.Add($"{name} is not a setting of this server{(meant is null ? "" : $"; did you mean {meant}?")}");
        }
    }

    private void Report(string name, UnbuiltVariable unbuilt)
    {
        var allowed = unbuilt.Harmless.Length > 0 ? $" (allowed today: {string.Join(", ", unbuilt.Harmless)})" : "";
        if (unbuilt.Reaction == UnbuiltReaction.Refuse)
            _problems.Add($"{name} is set, but {unbuilt.Feature}: that is not built yet; unset it{allowed}");
        else
            _warnings.Add($"{name} has no effect: {unbuilt.Feature}: that is not built yet");
    }

    private static bool IsKnown(string name) =>
        SettingCatalog.All.Any(setting => setting.Name == name || setting.Aliases.Any(alias => alias.Name == name));
}
