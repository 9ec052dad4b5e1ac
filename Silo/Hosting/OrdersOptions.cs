using Orders.Notifications;
using Orders.Payments;

namespace Orders.Hosting;

/// <summary>The configuration section <c>Orders</c>. What it says is checked at start: <see cref="OrdersOptionsValidator"/>.</summary>
public sealed class OrdersOptions
{
    public const string Section = "Orders";

    /// <summary>SQLite files, data-protection keys, mail that is not sent. A relative path is taken from the current directory.</summary>
    public string DataDirectory { get; set; } = "data";

    public DatabaseOptions Database { get; set; } = new();

    public PaymentOptions Payments { get; set; } = new();

    public WebhookOptions Webhooks { get; set; } = new();

    /// <summary>Demo shops, accounts and orders at the first start; null: only in Development.</summary>
    public bool? Demo { get; set; }

    /// <summary>Where people find the shop, such as <c>https://orders.example.com</c>: links in mail begin with it. Null: the first of <c>urls</c>.</summary>
    public string? PublicAddress { get; set; }

    public SmtpOptions Smtp { get; set; } = new();

    /// <summary><c>InProcess</c>: this process is a silo. <c>Client</c>: a front end that asks the silos of a cluster.</summary>
    public string Hosting { get; set; } = HostingChoice.InProcess;

    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>The full path of a file or folder in the data directory.</summary>
    public string PathOf(string name) => Path.Combine(Path.GetFullPath(DataDirectory), name);
}

/// <summary>The configuration section <c>Orders:Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Sqlite = "Sqlite";
    public const string Postgres = "Postgres";

    public string Provider { get; set; } = Sqlite;

    /// <summary>For Postgres, in Npgsql's keywords. For Sqlite to be left out: the files are in the data directory.</summary>
    public string? ConnectionString { get; set; }

    public bool IsPostgres => Is(Postgres);

    internal bool Is(string provider) => string.Equals(Provider, provider, StringComparison.OrdinalIgnoreCase);
}
