namespace Orders;

/// <summary>Cleans and checks the fields of a command one after the other and keeps the first complaint.</summary>
public struct Fields
{
    public InvalidField? Error { get; private set; }

    public void Refuse(string field, string message) => Error ??= new InvalidField(field, message);

    public string Required(string field, string? value) => NeedValue(field, Optional(field, value));

    public string? Optional(string field, string? value) => Check(field, value, OrderLimits.ShortText, multiline: false);

    public string RequiredNote(string field, string? value) => NeedValue(field, Note(field, value));

    public string? Note(string field, string? value) => Check(field, value, OrderLimits.Note, multiline: true);

    private string NeedValue(string field, string? clean)
    {
        if (clean is null) Refuse(field, "Required.");
        return clean ?? "";
    }

    private string? Check(string field, string? value, int limit, bool multiline)
    {
        var clean = Texts.Clean(value);
        if (clean is not null && Texts.Complaint(clean, limit, multiline) is { } complaint) Refuse(field, complaint);
        return clean;
    }
}
