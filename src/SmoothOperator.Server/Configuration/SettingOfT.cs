namespace SmoothOperator.Server.Configuration;

/// <summary>A variable of one type.</summary>
internal sealed class Setting<T>(string name, ValueSyntax<T> syntax, Func<ServerSettings, T> get, Action<ServerSettings, T> set) : Setting(name)
{
    public override string Allowed => syntax.Allowed;

    public override bool TryApply(string value, ServerSettings settings, out string problem)
    {
        if (!syntax.TryRead(value, out var read, out problem))
            return false;
        set(settings, read);
        return true;
    }

    public override string Show(ServerSettings settings) => syntax.Write(get(settings));
}
