using System.Globalization;

namespace Orders.Tests.Crash;

/// <summary>Writes a data set of the same shape as the real one: all statuses, several sellers, and rows that cannot be mapped.</summary>
internal static class SyntheticOlist
{
    private const int Sellers = 40;

    private static readonly string[] Statuses =
        ["delivered", "delivered", "delivered", "delivered", "shipped", "invoiced", "processing", "canceled", "unavailable", "created"];

    public static void Write(string folder, int orders, Random random)
    {
        var rows = new List<string>
        {
            "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
            + "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date",
        };
        var items = new List<string> { "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value" };
        var customers = new List<string> { "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state" };
        var payments = new List<string> { "order_id,payment_sequential,payment_type,payment_installments,payment_value" };
        for (var i = 0; i < orders; i++)
        {
            var id = $"order{i:D27}";
            rows.Add(Order(id, $"customer{i}", random));
            customers.Add($"customer{i},person{i % (orders / 2)},{random.Next(1000, 99999)},\"city, {i % 9}\",SP");
            payments.Add($"{id},1,credit_card,1,10.00");
            var sellers = random.Next(20) == 0 ? 3 : 1;
            if (random.Next(40) == 0) continue;
            for (var item = 0; item < sellers; item++)
            {
                var price = random.Next(100, 99_999) / 100m;
                items.Add(FormattableString.Invariant($"{id},{item},product{random.Next(5)},seller{(i + item) % Sellers},,{price},7.5"));
            }
        }

        File.WriteAllLines(Path.Combine(folder, "olist_orders_dataset.csv"), rows);
        File.WriteAllLines(Path.Combine(folder, "olist_order_items_dataset.csv"), items);
        File.WriteAllLines(Path.Combine(folder, "olist_customers_dataset.csv"), customers);
        File.WriteAllLines(Path.Combine(folder, "olist_order_payments_dataset.csv"), payments);
        File.WriteAllLines(Path.Combine(folder, "olist_sellers_dataset.csv"),
            ["seller_id,seller_zip_code_prefix,seller_city,seller_state", .. Enumerable.Range(0, Sellers).Select(s => $"seller{s},1000,maua,SP")]);
        File.WriteAllLines(Path.Combine(folder, "olist_products_dataset.csv"),
            ["product_id,product_category_name,product_weight_g", .. Enumerable.Range(0, 5).Select(p => $"product{p},{(p == 0 ? "" : "casa")},1")]);
    }

    private static string Order(string id, string customer, Random random)
    {
        var status = Statuses[random.Next(Statuses.Length)];
        var purchased = new DateTime(2017, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(500_000));
        var approved = purchased.AddMinutes(random.Next(1, 5000));
        var handed = approved.AddMinutes(random.Next(-500, 5000));
        var delivered = handed.AddMinutes(random.Next(1, 20_000));
        var hasApproval = status != "created" && (status != "canceled" || random.Next(2) == 0);
        var hasHandOver = status is "shipped" || (status == "delivered" && random.Next(50) != 0);
        return string.Join(',', id, customer, status, Text(purchased), hasApproval ? Text(approved) : "", hasHandOver ? Text(handed) : "",
            status == "delivered" ? Text(delivered) : "", Text(delivered));
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
