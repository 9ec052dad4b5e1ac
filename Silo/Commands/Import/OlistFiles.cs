using System.Collections.Immutable;

namespace Orders.Commands;

/// <summary>The files of the data set and the columns of each that are used.</summary>
public static class OlistFiles
{
    public const string Orders = "olist_orders_dataset.csv";
    public const string Items = "olist_order_items_dataset.csv";
    public const string Customers = "olist_customers_dataset.csv";
    public const string Sellers = "olist_sellers_dataset.csv";
    public const string Products = "olist_products_dataset.csv";
    public const string Payments = "olist_order_payments_dataset.csv";

    public static ImmutableArray<string> OrderColumns { get; } =
    [
        "order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at",
        "order_delivered_carrier_date", "order_delivered_customer_date",
    ];

    public static ImmutableArray<string> ItemColumns { get; } = ["order_id", "product_id", "seller_id", "price", "freight_value"];

    public static ImmutableArray<string> CustomerColumns { get; } =
        ["customer_id", "customer_unique_id", "customer_zip_code_prefix", "customer_city", "customer_state"];

    public static ImmutableArray<string> SellerColumns { get; } = ["seller_id", "seller_city", "seller_state"];

    public static ImmutableArray<string> ProductColumns { get; } = ["product_id", "product_category_name"];

    public static ImmutableArray<string> PaymentColumns { get; } = ["order_id", "payment_type"];
}
