using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>A dialog that sends one command to an order. Closes with the order as it is then.</summary>
public abstract class OrderCommandDialog : CommandDialog
{
    [Parameter, EditorRequired]
    public OrderRef Order { get; set; } = default!;

    /// <summary>Sends the command; its refusal is put in words by <paramref name="explain"/>.</summary>
    protected Task Send(Func<IOrderGrain, Actor, Task<OrderResult>> command, Func<OrderError, string> explain) => Run(async actor =>
    {
        var result = await command(Cluster.GetGrain<IOrderGrain>(Order.Id.Value), actor);
        if (result.Order is { } order) Dialogs.Close(order);
        else Problem = explain(result.Error!);
    });
}
