using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Orders.Web;

/// <summary>Turns one shop's part of the cart into an order.</summary>
public sealed partial class CheckoutPage
{
    private readonly CheckoutForm _form = new();
    private EditContext _context = default!;
    private ValidationMessageStore _refusals = default!;
    private Account _account = default!;
    private CartShop? _shop;
    private OrderError? _trouble;
    private string? _problem;
    private bool _empty, _busy, _placed;

    [Parameter]
    public long SellerId { get; set; }

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<CheckoutPage> Logger { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        OnInitialized();
        _context = new EditContext(_form);
        _refusals = new ValidationMessageStore(_context);
        _context.OnFieldChanged += (_, e) => _refusals.Clear(e.FieldIdentifier);
        _account = await Current.Get();
        _form.Name = _account.Name;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender && _shop is null)
        {
            await OnCartChanged();
            StateHasChanged();
        }
    }

    protected override async Task OnCartChanged()
    {
        if (!Storage.IsLoaded || _placed) return;
        var cart = Storage.Cart;
        var products = await Cluster.GetGrain<ICatalogueGrain>(0).Find([.. cart.Quantities.Keys]);
        _shop = CartShop.Of(cart, products).FirstOrDefault(shop => shop.SellerId == SellerId);
        _empty = _shop is null;
    }

    private async Task Place()
    {
        if (_busy || _placed || _shop is not { } shop) return;
        _busy = true;
        _problem = null;
        _refusals.Clear();
        try
        {
            var key = await Storage.CheckoutKey(shop.SellerId, shop.Fingerprint);
            var result = await Cluster.GetGrain<ICheckoutGrain>(_account.Id, key).Place(Request(shop));
            _trouble = null;
            if (result.Order is not { } order)
            {
                Refuse(result.Error!);
                return;
            }

            _placed = true;
            await Storage.Finish(shop.SellerId, shop.Lines.Select(line => line.Product.Sku));
            Navigation.NavigateTo($"/my/orders/{order.Id}?placed=true");
        }
        catch (Exception e)
        {
            _problem = CommandFailures.Report(Logger, e);
        }
        finally
        {
            _busy = false;
        }
    }

    private CheckoutRequest Request(CartShop shop) => new()
    {
        Buyer = _account.ToActor(),
        BuyerEmail = _account.Email,
        Lines = [.. shop.Lines.Select(line => new CheckoutLine(line.Product.Sku, line.Quantity))],
        ShippingAddress = _form.ToAddress(),
        PaymentMethod = _form.PaymentMethod.Trim(),
        Note = _form.NoteOrNull,
    };

    private void Refuse(OrderError error)
    {
        if (error is InvalidField { } invalid && CheckoutForm.FieldOf(invalid.Field) is { } field)
        {
            _refusals.Add(_context.Field(field), invalid.Message);
            _context.NotifyValidationStateChanged();
        }
        else if (error is OutOfStock or PaymentDeclined or PaymentUnavailable or KeyReused)
        {
            _trouble = error;
        }
        else
        {
            _problem = OrderWords.Explain(error);
        }
    }

    // What was short is what the buyer has just read about: the rest of the order goes on.
    private Task SetQuantity((string Sku, int Quantity) line)
    {
        _trouble = null;
        return Storage.Save(Storage.Cart.Set(line.Sku, line.Quantity));
    }
}
