using System.Globalization;
using System.Text.Json;

namespace Orders.Storage;

/// <summary>Whether somebody is who is looked for: part of the name, or the whole of the account's id.</summary>
internal sealed class ActorMatch(string text)
{
    private readonly string? _id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null;

    /// <param name="json">An actor.</param>
    public bool IsMet(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && IsMet(ref reader);
    }

    /// <param name="json">An event; only as much of it is read as is needed.</param>
    public bool IsMetInEvent(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("actor"u8)) return reader.Read() && IsMet(ref reader);
            reader.Skip();
        }

        return false;
    }

    private bool IsMet(ref Utf8JsonReader actor)
    {
        while (actor.Read() && actor.TokenType == JsonTokenType.PropertyName)
        {
            var (isName, isId) = (actor.ValueTextEquals("name"u8), actor.ValueTextEquals("id"u8));
            actor.Read();
            if (isName && actor.GetString()!.Contains(text, StringComparison.OrdinalIgnoreCase)) return true;
            if (isId && _id is not null && actor.GetString() == _id) return true;
            actor.Skip();
        }

        return false;
    }
}
