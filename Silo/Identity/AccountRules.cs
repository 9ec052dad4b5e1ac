namespace Orders.Identity;

/// <summary>What an account must look like, apart from the password's rules, which are Identity's.</summary>
internal static class AccountRules
{
    private const int MaxPassword = 200;

    public static AccountErrors Check(NewAccount account)
    {
        var errors = new AccountErrors();
        if (!EmailRules.IsValid(account.Email)) errors.Add("email", "This is not an e-mail address.");
        if (string.IsNullOrWhiteSpace(account.Name)) errors.Add("name", "A name is needed.");
        else if (account.Name.Length > OrderLimits.ShortText) errors.Add("name", $"At most {OrderLimits.ShortText} characters.");
        else if (account.Name.Any(char.IsControl) || !IsPaired(account.Name))
            errors.Add("name", "Control characters and broken Unicode are not accepted.");
        if (account.Password.Length > MaxPassword) errors.Add("password", $"At most {MaxPassword} characters.");
        CheckShop(account, errors);
        return errors;
    }

    private static void CheckShop(NewAccount account, AccountErrors errors)
    {
        var needsShop = account.Role is Role.Seller or Role.Manager;
        if (account.Role is Role.System || !Enum.IsDefined(account.Role)) errors.Add("role", "Must be buyer, seller, manager or admin.");
        if (!needsShop && account.Shop is not null) errors.Add("shop", "Only sellers and managers belong to a shop.");
        if (needsShop && account.Shop is not { Id: not null } and not { Name.Length: > 0 })
            errors.Add("shop", "A seller or manager needs a shop, by name or by id.");
        if (account.Shop?.Id is <= 0) errors.Add("shop", "A shop's id is a positive number.");
        if (account.Shop?.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > OrderLimits.ShortText
            || name.Any(char.IsControl) || !IsPaired(name)))
            errors.Add("shop", $"A shop's name has 1 to {OrderLimits.ShortText} characters, and no control characters.");
    }

    private static bool IsPaired(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
