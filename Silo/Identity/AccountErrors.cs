using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;

namespace Orders.Identity;

/// <summary>Gathers what is wrong, per field.</summary>
internal sealed class AccountErrors
{
    public const string EmailTaken = "There is an account with this e-mail address already.";

    private readonly Dictionary<string, List<string>> _byField = [];

    public int Count => _byField.Count;

    public void Add(string field, string message)
    {
        if (!_byField.TryGetValue(field, out var messages)) _byField[field] = messages = [];
        if (!messages.Contains(message)) messages.Add(message);
    }

    public void AddAll(IdentityResult result)
    {
        foreach (var error in result.Errors)
        {
            if (error.Code.StartsWith("Password", StringComparison.Ordinal)) Add("password", error.Description);
            else if (error.Code.StartsWith("Duplicate", StringComparison.Ordinal)) Add("email", EmailTaken);
            else Add("email", error.Description);
        }
    }

    public RegisterOutcome ToOutcome() => new(null, _byField.ToImmutableDictionary(e => e.Key, e => e.Value.ToImmutableArray()));
}
