namespace Orders.Web;

/// <summary>Endpoint metadata: a query parameter or header that a handler's parameter reads by itself, for the OpenAPI document.</summary>
/// <param name="In"><c>query</c> or <c>header</c>.</param>
/// <param name="Type">The JSON schema type; for several values the type of one.</param>
/// <param name="Values">The values it takes, where they can be told.</param>
public sealed record ParameterDocumentation(
    string Name, string In, string Type, string Description, bool Several = false, IEnumerable<string>? Values = null);
