using Microsoft.AspNetCore.Components;
using Radzen;

namespace Orders.Web;

/// <summary>A dialog that sends one command: shows progress until it is answered, and closes with the answer or says why not.</summary>
public abstract class CommandDialog : ComponentBase
{
    [Inject]
    protected DialogService Dialogs { get; set; } = default!;

    [Inject]
    protected IClusterClient Cluster { get; set; } = default!;

    [Inject]
    protected CurrentAccount Account { get; set; } = default!;

    [Inject]
    private ILogger<CommandDialog> Logger { get; set; } = default!;

    /// <summary>One per opening: pressed twice, or again after an answer got lost, it is still done once.</summary>
    protected string Key { get; } = Guid.NewGuid().ToString("n");

    protected string? Problem { get; set; }

    protected bool Busy { get; private set; }

    /// <summary>Runs the command; while it runs a second press does nothing. Where no answer comes, <see cref="Problem"/> says so.</summary>
    protected async Task Run(Func<Actor, Task> command)
    {
        if (Busy) return;
        Busy = true;
        Problem = null;
        try
        {
            await command(await Account.Actor());
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
