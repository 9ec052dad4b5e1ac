using Microsoft.Extensions.Options;

namespace Orders.Web;

/// <summary>Refuses limits at start that nobody could live with, naming the key.</summary>
public sealed class RateLimitRules : IValidateOptions<RateLimitOptions>
{
    private const int Most = 1_000_000;

    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        (string Key, int Limit)[] limits =
        [
            (nameof(options.ApiBurst), options.ApiBurst),
            (nameof(options.ApiPerSecond), options.ApiPerSecond),
            (nameof(options.SignInBurst), options.SignInBurst),
            (nameof(options.SignInsPerMinute), options.SignInsPerMinute),
        ];
        var errors = (
            from limit in limits
            where limit.Limit is < 1 or > Most
            select $"{RateLimitOptions.Section}:{limit.Key} must be from 1 to {Most}, not {limit.Limit}.").ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
