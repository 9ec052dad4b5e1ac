using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>What can be bought, of all shops.</summary>
public sealed partial class ShopPage
{
    private const int PageSize = 24;
    private ImmutableArray<Product>? _products;
    private string? _next;
    private string _announcement = "";
    private bool _loading;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var page = await List(null);
        _products = page.Items;
        _next = page.NextCursor;
    }

    private Task<ProductPage> List(string? cursor) =>
        Cluster.GetGrain<ICatalogueGrain>(0).List(new ProductQuery(SearchWords.Of(Text), null, cursor, PageSize));

    private async Task More()
    {
        if (_loading) return;
        _loading = true;
        try
        {
            var page = await List(_next);
            _products = [.. _products ?? [], .. page.Items];
            _next = page.NextCursor;
        }
        finally
        {
            _loading = false;
        }
    }

    private void Search(string text) =>
        Navigation.NavigateTo(text.Length > 0 ? "/shop?q=" + Uri.EscapeDataString(text) : "/shop", replace: true);

    private int InCart(string sku) => Storage.Cart.Quantities.GetValueOrDefault(sku);

    private async Task Add(Product product)
    {
        await Storage.Load();
        await Storage.Save(Storage.Cart.Add(product.Sku, 1));
        _announcement = $"{product.Name}: {InCart(product.Sku)} in the cart.";
    }
}
