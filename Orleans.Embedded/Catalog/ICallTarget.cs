namespace Orleans.Catalog;

/// <summary>What a grain id stands for at the moment: an activation, the workers of one key, or an observer.</summary>
internal interface ICallTarget
{
    /// <summary>It has ended: ask the catalog again. What it gets all the same, it passes on.</summary>
    bool IsGone { get; }

    void Receive(Request request);
}
