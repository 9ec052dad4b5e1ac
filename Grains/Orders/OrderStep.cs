namespace Orders;

/// <summary>A wish to move an order on, in whatever command it came.</summary>
/// <param name="NoteField">What the caller calls the note: a refusal names it.</param>
internal readonly record struct OrderStep(
    Actor Actor, OrderStatus To, string? Note, string NoteField, string? Carrier, string? TrackingNumber, long? ExpectedVersion,
    string? CommandKey)
{
    public static OrderStep Of(AdvanceOrder command) => new(
        command.Actor, command.To, command.Note, "note", command.Carrier, command.TrackingNumber, command.ExpectedVersion,
        command.CommandKey);

    public static OrderStep Of(CancelOrder command) => new(
        command.Actor, OrderStatus.Cancelled, command.Reason, "reason", null, null, command.ExpectedVersion, command.CommandKey);

    public static OrderStep Of(ImportStep step, Actor actor) => new(
        actor, step.To, step.Note, "note", step.Shipment?.Carrier, step.Shipment?.TrackingNumber, null, null);
}
