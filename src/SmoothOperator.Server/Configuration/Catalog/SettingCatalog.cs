namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>Every variable this server reads.</summary>
internal static class SettingCatalog
{
    public static IReadOnlyList<Setting> All { get; } =
        [.. ProcessVariables.All, .. ModelVariables.All, .. TurnVariables.All, .. ConnectionVariables.All, .. FrameVariables.All];
}
