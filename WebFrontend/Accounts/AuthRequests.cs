using System.ComponentModel.DataAnnotations;

namespace Orders.Web;

/// <summary>Body of <c>POST /auth/login</c>.</summary>
public sealed record LoginRequest([property: Required] string? Email, [property: Required] string? Password);

/// <summary>Body of <c>POST /auth/register</c>.</summary>
/// <param name="Name">How orders and histories show the buyer; left out: the e-mail's part before the @.</param>
public sealed record RegisterRequest([property: Required] string? Email, [property: Required] string? Password, string? Name = null);

/// <summary>Body of <c>POST /auth/refresh</c>.</summary>
public sealed record RefreshRequest([property: Required] string? RefreshToken);

/// <summary>A new account.</summary>
public sealed record RegisteredAccount(string Id, string Email, string Name, Role Role);
