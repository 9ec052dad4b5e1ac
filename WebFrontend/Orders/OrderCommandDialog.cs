using Microsoft.AspNetCore.Components;
using Radzen;

namespace Orders.Web;

/// <summary>A dialog that sends one command: shows progress until it is answered, and closes with the order or says why not.</summary>
public abstract class OrderCommandDialog : ComponentBase
{
    [Parameter, EditorRequired]
    public OrderRef Order { get; set; } = default!;

    [Inject]
    protected DialogService Dialogs { get; set; } = default!;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Account { get; set; } = default!;

    [Inject]
    private ILogger<OrderCommandDialog> Logger { get; set; } = default!;

    /// <summary>One per opening: pressed twice, or again after an answer got lost, it is still done once.</summary>
    protected string Key { get; } = Guid.NewGuid().ToString("n");

    protected string? Problem { get; set; }

    protected bool Busy { get; private set; }

    /// <summary>Sends the command; its refusal is put in words by <paramref name="explain"/>.</summary>
    protected async Task Send(Func<IOrderGrain, Actor, Task<OrderResult>> command, Func<OrderError, string> explain)
    {
        if (Busy) return;
        Busy = true;
        Problem = null;
        try
        {
            var result = await command(Cluster.GetGrain<IOrderGrain>(Order.Id.Value), await Account.Actor());
            if (result.Order is { } order) Dialogs.Close(order);
            else Problem = explain(result.Error!);
        }
        catch (Exception e)
        {
            Problem = CommandFailures.Report(Logger, e);
        }
        finally
        {
            Busy = false;
        }
    }
}
