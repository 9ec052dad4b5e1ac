using System.ComponentModel.DataAnnotations;

namespace Orders.Web;

/// <summary>Where an order is to go and how it is paid, as typed in.</summary>
public sealed class CheckoutForm
{
    [Required(ErrorMessage = "Who receives the parcel?"), StringLength(OrderLimits.ShortText, ErrorMessage = "This is too long.")]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Street and number are needed."), StringLength(OrderLimits.ShortText, ErrorMessage = "This is too long.")]
    public string Line1 { get; set; } = "";

    [StringLength(OrderLimits.ShortText, ErrorMessage = "This is too long.")]
    public string? Line2 { get; set; }

    [Required(ErrorMessage = "The postal code is needed."), StringLength(20, ErrorMessage = "This is too long.")]
    public string PostalCode { get; set; } = "";

    [Required(ErrorMessage = "The city is needed."), StringLength(OrderLimits.ShortText, ErrorMessage = "This is too long.")]
    public string City { get; set; } = "";

    [StringLength(OrderLimits.ShortText, ErrorMessage = "This is too long.")]
    public string? Region { get; set; }

    [Required(ErrorMessage = "The country is needed."), RegularExpression("[A-Z]{2}", ErrorMessage = "Choose a country.")]
    public string Country { get; set; } = "";

    [StringLength(40, ErrorMessage = "This is too long.")]
    public string? Phone { get; set; }

    [StringLength(OrderLimits.Note, ErrorMessage = "This is too long.")]
    public string? Note { get; set; }

    [Required(ErrorMessage = "Choose how to pay."), StringLength(OrderLimits.ShortText, ErrorMessage = "This is too long.")]
    public string PaymentMethod { get; set; } = SandboxMethods.Default;

    public Address ToAddress() => new()
    {
        Name = Name.Trim(),
        Line1 = Line1.Trim(),
        Line2 = Given(Line2),
        City = City.Trim(),
        Region = Given(Region),
        PostalCode = PostalCode.Trim(),
        Country = Country,
        Phone = Given(Phone),
    };

    public string? NoteOrNull => Given(Note);

    /// <summary>The form's field that a refusal is about, by the API's name for it; null where it is about none of them.</summary>
    public static string? FieldOf(string apiField) => apiField switch
    {
        "shippingAddress.name" => nameof(Name),
        "shippingAddress.line1" => nameof(Line1),
        "shippingAddress.line2" => nameof(Line2),
        "shippingAddress.city" => nameof(City),
        "shippingAddress.region" => nameof(Region),
        "shippingAddress.postalCode" => nameof(PostalCode),
        "shippingAddress.country" => nameof(Country),
        "shippingAddress.phone" => nameof(Phone),
        "note" => nameof(Note),
        "paymentMethod" => nameof(PaymentMethod),
        _ => null,
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
