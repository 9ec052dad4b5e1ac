using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orders.Hosting;

/// <summary>Closed while demo data are being made, for whoever needs all of them.</summary>
internal sealed class DemoGate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DemoGate(IOptions<OrdersOptions> options, IHostEnvironment environment)
    {
        if (!(options.Value.Demo ?? environment.IsDevelopment())) Open();
    }

    public Task Opened => _opened.Task;

    public bool IsOpen => _opened.Task.IsCompleted;

    public void Open() => _opened.TrySetResult();
}
