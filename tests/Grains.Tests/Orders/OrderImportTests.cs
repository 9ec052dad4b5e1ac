using System.Collections.Immutable;

namespace Orders.Tests;

public sealed class OrderImportTests
{
    private static readonly DateTimeOffset PlacedAt = new(2018, 5, 1, 12, 30, 15, TimeSpan.Zero);
    private static readonly OrderId Id = OrderId.Of(PlacedAt, 42);

    private static ImportOrder Order(params ImmutableArray<ImportStep> steps) => new(
        Actor.System("import test"), PlacedAt, Given.Details(Id) with { ExternalReference = "ext-1" }, steps);

    private static OrderDecision Import(ImportOrder command, OrderState? state = null) => OrderBeginnings.Import(state, Id, command);

    [Fact]
    public void Import_AWholeLife_OneAppendWithTheGivenTimes()
    {
        var decision = Import(Order(
            new ImportStep(OrderStatus.Preparing, PlacedAt.AddHours(1)),
            new ImportStep(OrderStatus.Prepared, PlacedAt.AddHours(3)),
            new ImportStep(OrderStatus.Shipped, PlacedAt.AddHours(2), Shipment: new Shipment("Correios", "BR1")),
            new ImportStep(OrderStatus.Delivered, PlacedAt.AddDays(4)),
            new ImportStep(OrderStatus.Closed, PlacedAt.AddDays(11))));

        var state = Given.Folded(null, Id, decision);
        Assert.Equal([1L, 2, 3, 4, 5, 6], decision.Events.Select(e => e.Sequence));
        Assert.Equal(OrderStatus.Closed, state.Status);
        Assert.Equal(PlacedAt.AddHours(2), state.Timestamps[OrderStatus.Shipped]);
        Assert.Equal(PlacedAt, state.Timestamps[OrderStatus.Received]);
        Assert.Equal(PlacedAt.AddDays(11), state.UpdatedAt);
        Assert.Equal(new Shipment("Correios", "BR1"), state.Shipment);
    }

    [Fact]
    public void Import_NoSteps_Received() => Assert.Single(Import(Order()).Events);

    [Fact]
    public void Import_AStepThatCouldNotHaveHappened_NothingAtAll()
    {
        var decision = Import(Order(new(OrderStatus.Preparing, PlacedAt), new(OrderStatus.Shipped, PlacedAt)));

        Assert.Empty(decision.Events);
        var refusal = Assert.IsType<IllegalTransition>(decision.Error);
        Assert.Equal((OrderStatus.Preparing, OrderStatus.Shipped), (refusal.From, refusal.To));
    }

    [Fact]
    public void Import_CancelledWithoutReason_NamesTheStep()
    {
        var decision = Import(Order(new(OrderStatus.Preparing, PlacedAt), new(OrderStatus.Cancelled, PlacedAt)));

        Assert.Equal("steps[1].note", (decision.Error as InvalidField)?.Field);
    }

    [Fact]
    public void Import_SameReferenceAgain_NothingChanges()
    {
        var state = Given.Folded(null, Id, Import(Order(new ImportStep(OrderStatus.Preparing, PlacedAt))));

        Assert.Equal(2, Import(Order(), state).RepeatOf);
    }

    [Fact]
    public void Import_OverAnotherOrder_IdTaken()
    {
        var state = Given.Folded(null, Id, Import(Order()));
        var other = Order() with { Details = state.Details with { ExternalReference = "ext-2" } };

        Assert.IsType<OrderIdTaken>(Import(other, state).Error);
        Assert.IsType<OrderIdTaken>(Import(Order(), Given.Placed(Id)).Error);
    }

    [Fact]
    public void Import_PlacedAtOfAnotherId_Refused() =>
        Assert.Equal("placedAt", (Import(Order() with { PlacedAt = PlacedAt.AddSeconds(1) }).Error as InvalidField)?.Field);

    [Fact]
    public void Import_WithoutReference_Refused() =>
        Assert.Equal("externalReference", (Import(Order() with { Details = Given.Details(Id) }).Error as InvalidField)?.Field);

    [Theory]
    [InlineData(Role.Buyer)]
    [InlineData(Role.Seller)]
    [InlineData(Role.Admin)]
    public void Import_NotByTheSystem_Refused(Role role) =>
        Assert.Equal("actor", (Import(Order() with { Actor = Given.Of(role) }).Error as InvalidField)?.Field);
}
