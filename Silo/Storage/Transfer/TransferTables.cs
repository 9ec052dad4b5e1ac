using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>
/// What an export carries, in the order of the file: every table of either database but those named at the end. A test holds it against
/// both schemas, so that a new table or column cannot be forgotten.
/// </summary>
internal static class TransferTables
{
    /// <summary>The number of the SQLite schema file that last changed a table or a column here. An export from another one is refused.</summary>
    public const int Version = 13;

    /// <summary>Made anew from orders and their first events: each database has indexes of its own kind.</summary>
    public static readonly ImmutableArray<string> Rebuilt = ["order_search", "order_words", "order_keys"];

    /// <summary>
    /// Belong to a database and not to the shop in it; <c>keys</c> (which sign-ins are protected with, in PostgreSQL) because whoever had them
    /// could sign in as anybody.
    /// </summary>
    public static readonly ImmutableArray<string> NotCarried = ["schema_version", "keys", ImportMark.Table];

    public static readonly ImmutableArray<TransferTable> All =
    [
        Shop("orders", "id",
            "id seller_id buyer_id status version last_event updated_at due_at escalation_level total_minor"),
        Shop("order_listing", "id",
            "id number:text seller_name:text buyer_name:text buyer_email:text currency:text headline:text tracking_token:text"),
        Shop("order_events", "position",
            "position previous order_id sequence at payload:text hash:binary seller_id"),
        Shop("order_counts", "seller_id status", "seller_id status n"),
        Shop("outbox", "order_id sequence consumer", "order_id sequence consumer at next_at tries last_error:text"),
        Shop("products", "sku",
            "sku:text name:text seller_id seller_name:text price_minor currency:text available sort_name:text search_text:text"),
        Shop("stock", "id", "id sku:text version on_hand reserved low_at tell_low"),
        Shop("stock_reservations", "order_id stock_id", "order_id stock_id quantity token:text confirmed"),
        Shop("stock_movements", "stock_id sequence",
            "stock_id sequence at kind on_hand_change reserved_change on_hand reserved order_id actor:text reason:text command_key:text"),
        Shop("payment_sandbox", "key",
            "key:text kind order_id charge:text method:text amount_minor currency:text outcome reason:text asked at"),
        Shop("notifications", "id", "id user_id event key:text order_id sequence title:text body:text path:text at read"),
        Shop("mail_queue", "id",
            "id user_id role event key:text order_id sequence address:text name:text title:text body:text path:text at due_at quiet_hours:text "
            + "state next_at tries last_error:text sent_at"),
        Shop("notification_preferences", "user_id", "user_id payload:text"),
        Shop("webhook_endpoints", "id",
            "id seller_id user_id url:text description:text created_at created_by:text secret:text old_secret:text old_secret_until "
            + "disabled_reason:text failing_since last_delivery") with { Counter = "id" },
        Shop("webhook_deliveries", "id",
            "id endpoint_id number message_id:text event:text at state tries next_try_at last_status last_error:text payload:text"),
        Shop("audit_events", "position",
            "position previous subject:text sequence seller_id order_id at actor:text type:text payload:text hash:binary"),
        Shop("audit_heads", "subject", "subject:text position sequence hash:binary"),
        Shop("audit_checkpoints", "number", "number at first_position last_position heads:binary hash:binary"),
        Shop("grain_state", "key", "key grain:text name:text version payload:text"),
        Shop("reminders", "key", "key grain:text name:text start_at period") with { Counter = "key" },
        Counters(TransferPart.Shop, "shop_counters"),

        Accounts("shops", "Id", "Id Name:text") with { Counter = "Id" },
        Accounts("roles", "Id", "Id Name:text NormalizedName:text ConcurrencyStamp:text") with { Counter = "Id", IsSeeded = true },
        Accounts("role_claims", "Id", "Id RoleId ClaimType:text ClaimValue:text") with { Counter = "Id" },
        Accounts("users", "Id",
            "Id DisplayName:text SellerId CreatedAt UserName:text NormalizedUserName:text Email:text NormalizedEmail:text EmailConfirmed "
            + "PasswordHash:text SecurityStamp:text ConcurrencyStamp:text PhoneNumber:text PhoneNumberConfirmed TwoFactorEnabled LockoutEnd "
            + "LockoutEnabled AccessFailedCount") with { Counter = "Id" },
        Accounts("user_roles", "UserId RoleId", "UserId RoleId"),
        Accounts("user_claims", "Id", "Id UserId ClaimType:text ClaimValue:text") with { Counter = "Id" },
        Accounts("user_logins", "LoginProvider ProviderKey", "LoginProvider:text ProviderKey:text ProviderDisplayName:text UserId"),
        Accounts("user_tokens", "UserId LoginProvider Name", "UserId LoginProvider:text Name:text Value:text"),
        Counters(TransferPart.Accounts, "account_counters"),
    ];

    /// <summary>Those of a part that are tables of its database.</summary>
    public static IEnumerable<TransferTable> Of(TransferPart part) => All.Where(t => t.Part == part && !t.IsCounters);

    /// <summary>The tables of a part whose keys are never given twice, by name.</summary>
    public static IEnumerable<TransferTable> Counted(TransferPart part) =>
        Of(part).Where(t => t.Counter is not null).OrderBy(t => t.Name, StringComparer.Ordinal);

    private static TransferTable Shop(string name, string key, string columns) => TransferTable.Of(TransferPart.Shop, name, key, columns);

    private static TransferTable Accounts(string name, string key, string columns) => TransferTable.Of(TransferPart.Accounts, name, key, columns);

    private static TransferTable Counters(TransferPart part, string name) =>
        TransferTable.Of(part, name, "name", "name:text last") with { IsCounters = true };
}
