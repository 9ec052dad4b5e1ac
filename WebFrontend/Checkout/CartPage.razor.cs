using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>What the viewer means to buy, by shop.</summary>
public sealed partial class CartPage
{
    private ImmutableArray<CartShop>? _shops;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender && _shops is null)
        {
            await OnCartChanged();
            StateHasChanged();
        }
    }

    protected override async Task OnCartChanged()
    {
        if (!Storage.IsLoaded) return;
        var cart = Storage.Cart;
        var products = await Cluster.GetGrain<ICatalogueGrain>(0).Find([.. cart.Quantities.Keys]);
        _shops = CartShop.Of(cart, products);
    }
}
