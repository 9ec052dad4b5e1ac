namespace Orders.Tests;

/// <summary>Every status × every status × every role: 245 cases, told apart by the table.</summary>
internal static class TransitionCases
{
    public static TheoryData<OrderStatus, OrderStatus, Role> Legal => Select(legal: true);

    public static TheoryData<OrderStatus, OrderStatus, Role> Illegal => Select(legal: false);

    private static TheoryData<OrderStatus, OrderStatus, Role> Select(bool legal)
    {
        var cases = new TheoryData<OrderStatus, OrderStatus, Role>();
        foreach (var from in Enum.GetValues<OrderStatus>())
        {
            foreach (var to in Enum.GetValues<OrderStatus>())
            {
                foreach (var role in Enum.GetValues<Role>())
                {
                    if (OrderTransitions.All.Any(t => t.From == from && t.To == to && t.By.Contains(role)) == legal)
                        cases.Add(from, to, role);
                }
            }
        }

        return cases;
    }
}
