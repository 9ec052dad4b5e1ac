using System.CommandLine;

namespace Orders.Commands;

/// <summary><c>user add</c>: an account of any role, for one the first admin of a new shop.</summary>
public static class UserCommand
{
    public static Command Create() => new("user", "Accounts.") { Add() };

    private static Command Add()
    {
        var role = new Option<Role>("--role") { Description = "What the account may do.", Required = true };
        role.AcceptOnlyFromAmong("buyer", "seller", "manager", "admin");
        var email = new Option<string>("--email") { Description = "The address to sign in with.", Required = true };
        var name = new Option<string?>("--name") { Description = "As shown to others. Without it: the address up to the @." };
        var shop = new Option<string?>("--shop")
        {
            Description = "For sellers and managers: the shop's name. It is added if there is none of that name.",
        };
        var shopId = new Option<long?>("--shop-id")
        {
            Description = "The shop's id, e.g. of one that was imported; with --shop its name, if it has no account yet.",
        };
        var password = new Option<string?>("--password")
        {
            Description = "Better left out: then it is asked for and not shown, or read from the standard input where that is no "
                + "terminal.",
        };

        var command = new Command("add", "Add an account.") { role, email, name, shop, shopId, password };
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) => UserAdd.Run(
            new UserAddOptions(
                parsed.GetRequiredValue(role), parsed.GetRequiredValue(email), parsed.GetValue(name), parsed.GetValue(shop),
                parsed.GetValue(shopId), parsed.GetValue(password), SiloOptions.DataDirectoryOf(parsed)),
            parsed.InvocationConfiguration.Output, stop)));
        return command;
    }
}

public sealed record UserAddOptions(Role Role, string Email, string? Name, string? Shop, long? ShopId, string? Password, string? DataDirectory);
