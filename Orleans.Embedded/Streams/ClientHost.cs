using Orleans.Hosting;
using Orleans.Observers;
using Orleans.References;

namespace Orleans.Streams;

/// <summary>A subscriber that is no grain: the turns of its observer. It ends with the process.</summary>
internal sealed class ClientHost(Silo silo, Attachment attachment) : LocalHost(silo)
{
    internal Attachment Attachment { get; set; } = attachment;

    public override string ToString() => "a client's stream subscription";

    protected override void Execute(Request request) => request.Invoke(this);
}
