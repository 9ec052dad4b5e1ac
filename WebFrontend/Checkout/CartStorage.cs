using Microsoft.JSInterop;

namespace Orders.Web;

/// <summary>The cart of this browser, kept in its storage: it survives signing in, reloading and tomorrow.</summary>
public sealed class CartStorage(IJSRuntime script)
{
    private const string CartItem = "orders.cart";
    private const string CheckoutItem = "orders.checkout.";
    private Task? _loading;

    public Cart Cart { get; private set; } = Cart.Empty;

    /// <summary>The stored cart has been read: before, nothing is known, not even that it is empty.</summary>
    public bool IsLoaded { get; private set; }

    public event Action? Changed;

    /// <summary>Reads the stored cart once. Only possible inside a circuit.</summary>
    public Task Load() => _loading ??= Read();

    public async Task Save(Cart cart)
    {
        Cart = cart;
        Changed?.Invoke();
        await script.InvokeVoidAsync("orders.save", CartItem, cart.ToJson());
    }

    /// <summary>
    /// The idempotency key of this checkout: the same for the same lines, so that a second click, a reload or an answer that got
    /// lost do not make a second order; a new one once the lines are others.
    /// </summary>
    public async Task<string> CheckoutKey(long sellerId, string lines)
    {
        var stored = await script.InvokeAsync<string?>("orders.load", CheckoutItem + sellerId);
        if (stored?.Split('|', 2) is [{ Length: 32 } key, var of] && of == lines) return key;
        key = Guid.NewGuid().ToString("n");
        await script.InvokeVoidAsync("orders.save", CheckoutItem + sellerId, key + "|" + lines);
        return key;
    }

    /// <summary>The order is placed: the next one with the same lines is another.</summary>
    public async Task Finish(long sellerId, IEnumerable<string> skus)
    {
        await script.InvokeVoidAsync("orders.save", CheckoutItem + sellerId, "");
        await Save(Cart.Without(skus));
    }

    private async Task Read()
    {
        Cart = Cart.FromJson(await script.InvokeAsync<string?>("orders.load", CartItem));
        IsLoaded = true;
        Changed?.Invoke();
    }
}
