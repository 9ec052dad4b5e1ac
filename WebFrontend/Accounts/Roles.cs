namespace Orders.Web;

/// <summary>Role names as in claims and in <c>[Authorize(Roles = …)]</c>.</summary>
public static class Roles
{
    public const string Buyer = "buyer";
    public const string Seller = "seller";
    public const string Manager = "manager";
    public const string Admin = "admin";

    /// <summary>Those who act for a shop.</summary>
    public const string Shop = Seller + "," + Manager;

    /// <summary>Those who use the console.</summary>
    public const string Console = Shop + "," + Admin;

    public static string NameOf(Role role) => role switch
    {
        Role.Buyer => Buyer,
        Role.Seller => Seller,
        Role.Manager => Manager,
        Role.Admin => Admin,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Nobody signs in as this."),
    };
}
