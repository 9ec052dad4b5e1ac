using Orders.Storage;

namespace Orders.Payments;

/// <summary>Answers a question and writes it into the books; or finds it there, and gives the first answer again.</summary>
/// <param name="decide">Makes the entry of a question that comes for the first time.</param>
internal sealed class SandboxWrite(Func<SandboxStatements, SandboxEntry> decide, string key, DateTimeOffset at) : Write<GatewayAnswer>
{
    protected override GatewayAnswer Run(WriteSession session)
    {
        var books = session.Use<SandboxStatements>();
        var known = books.Find(key);
        var asked = 1L;
        if (known is null) books.Insert(known = decide(books), at);
        else if (!known.Asks(decide(books))) return new GatewayDeclined("The key was used for something else.");
        else asked = books.AskedAgain(key);
        return SandboxRules.LosesAnswer(known, asked) ? new GatewayUnknown("The answer of the payment provider was lost.") : known.Answer;
    }
}
