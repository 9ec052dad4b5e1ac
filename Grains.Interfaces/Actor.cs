using System.Text.Json.Serialization;

namespace Orders;

/// <summary>In what capacity somebody acts. Managers are sellers who may also set their shop's policies.</summary>
public enum Role
{
    /// <summary>The shop's own machinery: imports, escalation.</summary>
    System,
    Buyer,
    Seller,
    Manager,
    Admin,
}

/// <summary>By what way a command came in.</summary>
public enum Origin
{
    /// <summary>Nobody asked: the program by itself.</summary>
    System,
    Page,
    Api,
    Import,
}

/// <summary>Who acts. Carried by every command, recorded in every event, and checked by the grain itself.</summary>
/// <param name="Role">In what capacity.</param>
/// <param name="Id">The account; 0 for the system.</param>
/// <param name="Name">As shown in the history.</param>
/// <param name="SellerId">The shop that a seller or manager belongs to; otherwise null.</param>
/// <param name="Origin">By what way; for the audit, never for a decision.</param>
[GenerateSerializer, Immutable, Alias("orders.Actor")]
public sealed record Actor(
    [property: Id(0)] Role Role,
    [property: Id(1), JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Id,
    [property: Id(2)] string Name,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? SellerId = null,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Origin Origin = Origin.System)
{
    public static Actor System(string name) => new(Role.System, 0, name);

    /// <summary>Acts for this shop.</summary>
    public bool WorksFor(long sellerId) => (Role is Role.Seller or Role.Manager) && SellerId == sellerId;
}
