using Microsoft.Extensions.Options;
using Orders.Notifications;

namespace Orders.Hosting;

/// <summary>Refuses at start what could not work later, in words that name the key.</summary>
public sealed class OrdersOptionsValidator : IValidateOptions<OrdersOptions>
{
    public ValidateOptionsResult Validate(string? name, OrdersOptions options)
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(options.DataDirectory) || options.DataDirectory.Contains('\0', StringComparison.Ordinal))
            errors.Add("Orders:DataDirectory must name a folder.");
        else if (File.Exists(options.DataDirectory))
            errors.Add($"Orders:DataDirectory is a file, not a folder: {Path.GetFullPath(options.DataDirectory)}");
        errors.AddRange(DatabaseRules.Complaints(options.Database));
        if (HostingChoice.Complaint(options) is { } hosting) errors.Add(hosting);
        errors.AddRange(options.Cluster.Complaints());
        errors.AddRange(options.Payments.Complaints());
        if (options.PublicAddress is not null && PublicAddress.Parse(options.PublicAddress) is null)
            errors.Add($"Orders:PublicAddress must be an address such as https://orders.example.com, without a path, not '{options.PublicAddress}'.");
        errors.AddRange(SmtpRules.Complaints(options.Smtp));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
