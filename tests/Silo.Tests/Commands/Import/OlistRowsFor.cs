using Orders.Commands;

namespace Orders.Tests.Commands;

/// <summary>Rows to map: one order of one item, unless a test says otherwise.</summary>
internal static class OlistRowsFor
{
    public const string Order = "e481f51cbdc54678b7cc49136f2d6af7";
    public const string SellerId = "3504c0cb71d7fa48d967e0e4c94d59d9";
    public const string OtherSellerId = "0015a82c2db000af6aaaf3ae2ecb0532";
    public const string ProductId = "87285b34884572647811a353c7ac498a";

    public static OlistOrderRow Row(
        string status = "delivered", string approved = "2017-10-02 11:07:00", string handed = "2017-10-04 19:55:00",
        string delivered = "2017-10-10 21:25:00", string purchased = "2017-10-02 10:56:00") =>
        new(2, Order, "customer", status, purchased, approved, handed, delivered);

    public static OlistItemRow Item(
        int line = 10, string product = ProductId, string seller = SellerId, string price = "29.99", string freight = "8.72") =>
        new(line, product, seller, price, freight);

    public static OlistData Data(params OlistItemRow[] items)
    {
        var data = new OlistData
        {
            Customers = { ["customer"] = new OlistCustomerRow("7c396fd4830fd04220f754e42b4e5bff", "3149", "sao paulo", "SP") },
            Sellers = { [SellerId] = new OlistSellerRow("maua", "SP"), [OtherSellerId] = new OlistSellerRow("santo andre", "SP") },
            Products = { [ProductId] = "utilidades_domesticas", ["0036bb031e69d915cd384d1b3838b5d3"] = "" },
            Payments = { [Order] = "voucher" },
        };
        if (items.Length > 0) data.Items[Order] = [.. items];
        return data;
    }
}
