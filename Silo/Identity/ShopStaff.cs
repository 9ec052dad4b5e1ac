using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace Orders.Identity;

/// <summary>
/// Who works for a shop. Asked with every event of every order, and changed once in a month: so an answer is good for some seconds,
/// or until this process adds somebody to the shop.
/// </summary>
internal sealed class ShopStaff(AccountScopes scopes, TimeProvider time)
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, Answer> _answers = new();

    private sealed record Answer(DateTimeOffset Until, Lazy<Task<ImmutableArray<Recipient>>> Staff);

    public async Task<ImmutableArray<Recipient>> Of(long sellerId)
    {
        var now = time.GetUtcNow();
        var answer = _answers.TryGetValue(sellerId, out var good) && good.Until > now ? good : Renew(sellerId, now);
        try
        {
            return await answer.Staff.Value;
        }
        catch
        {
            _answers.TryRemove(KeyValuePair.Create(sellerId, answer)); // the next one asks again
            throw;
        }
    }

    /// <summary>Of those who find an answer too old at once, one asks.</summary>
    private Answer Renew(long sellerId, DateTimeOffset now)
    {
        return _answers.AddOrUpdate(sellerId, Ask, (id, known) => known.Until > now ? known : Ask(id));

        Answer Ask(long id) => new(now + Good, new(() => Task.Run(() => Read(id)))); // on nobody's turn
    }

    public void Forget(long sellerId) => _answers.TryRemove(sellerId, out _);

    private Task<ImmutableArray<Recipient>> Read(long sellerId) => scopes.Run(async (_, context) =>
    {
        var rows = await (
            from user in context.Users.AsNoTracking()
            join userRole in context.UserRoles on user.Id equals userRole.UserId
            join role in context.Roles on userRole.RoleId equals role.Id
            where user.SellerId == sellerId
            orderby user.Id
            select new { user.Id, user.DisplayName, user.Email, Role = role.Name }).ToListAsync();
        var staff = ImmutableArray.CreateBuilder<Recipient>();
        foreach (var row in rows)
        {
            if (Enum.TryParse<Role>(row.Role, ignoreCase: true, out var known) && known is Role.Seller or Role.Manager)
                staff.Add(new Recipient(row.Id, known, row.DisplayName, row.Email!) { SellerId = sellerId });
        }

        return staff.ToImmutable();
    });
}
