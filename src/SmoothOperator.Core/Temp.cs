#pragma warning disable
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Turns;
namespace SmoothOperator.Access.Widgets {
public sealed class WidgetAuthorizer { public ValueTask<V> AuthorizeAsync(string a, string? o, object? c, CancellationToken ct) => new(new V()); public sealed class V { public string? Refusal; public string? OrganizationId; } }
public interface IWidgetPolicyProvider {}
}
namespace SmoothOperator {
public enum HistoryShape { Full, Schema }
public sealed class SmoothOperatorOptions { public M Models {get;} = new(); public T Tools {get;}=new(); public L Limits {get;}=new(); public string? Persona {get;set;} public string? GatewayKey{get;set;} public string GatewayUrl{get;set;}="https://llm.smoo.ai/v1"; public HistoryShape HistoryShape {get;set;} public TimeSpan DrainTimeout {get;set;} = TimeSpan.FromSeconds(20);
 public TimeSpan TurnRetention {get;set;} = TimeSpan.FromDays(7);
 public sealed class M { public string Model {get;set;}="claude-haiku-4-5"; public int MaxTokens {get;set;}=8192; public int MaxIterations{get;set;}=20; public int HistoryMessages{get;set;}=50; public int HistoryTokens{get;set;}=16000; public TimeSpan CallTimeout{get;set;}=TimeSpan.FromSeconds(600); }
 public sealed class T { public IReadOnlyList<string> ConfirmTools {get;set;}=[]; public TimeSpan ConfirmTimeout{get;set;}=TimeSpan.FromSeconds(300); public TimeSpan CallTimeout{get;set;}=TimeSpan.FromSeconds(300);}
 public sealed class L { public long ReplayMemory{get;set;}=64<<20; public long InboundMemory{get;set;}=256<<20; public int OutboundQueue{get;set;}=4<<20; public int MaxConnections{get;set;}=20000; public int FramesPerSecond{get;set;}=1000; public int TurnsPerConnection{get;set;}=8; public int MessageCharacters{get;set;}=10000; }
}
public sealed class SmoothOperatorOptionsValidator : IValidateOptions<SmoothOperatorOptions> { public ValidateOptionsResult Validate(string? n, SmoothOperatorOptions o)=>ValidateOptionsResult.Success; }
}
