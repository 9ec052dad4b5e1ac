using Orders.Identity;

namespace Orders.Commands;

/// <summary>One run of <c>user add</c>, from the options to the exit code.</summary>
public static class UserAdd
{
    public static async Task<int> Run(UserAddOptions options, TextWriter output, CancellationToken stop)
    {
        var password = options.Password ?? PasswordInput.Read();
        await using var silo = await SiloSession.Start(options.DataDirectory, stop);
        var (account, errors) = await silo.Accounts.Add(new NewAccount(
            options.Role, options.Email, options.Name ?? options.Email.Split('@')[0], password,
            options is { Shop: null, ShopId: null } ? null : new ShopReference(options.ShopId, options.Shop)));
        if (account is null)
        {
            var reasons = errors.SelectMany(e => e.Value.Select(message => $"{e.Key}: {message}"));
            throw new CommandException(ExitCodes.Failed, string.Join(Environment.NewLine, reasons));
        }

        var shop = account.SellerName is null ? "" : $" of {account.SellerName} (shop {account.SellerId})";
        output.WriteLine($"Added {account.Email}, {account.Role.InWords()}{shop}, account {account.Id}.");
        return ExitCodes.Done;
    }

    private static string InWords(this Role role) => role switch
    {
        Role.Buyer => "buyer",
        Role.Seller => "seller",
        Role.Manager => "manager",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Has no account."),
    };
}
