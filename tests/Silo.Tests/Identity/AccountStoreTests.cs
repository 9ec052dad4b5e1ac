using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orders.Hosting;
using Orders.Identity;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Identity;

public sealed class AccountStoreTests : IDisposable
{
    private const string Password = "Correct-Horse-7";

    private readonly FixedTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly TestAccounts _accounts;

    public AccountStoreTests() => _accounts = new(_time);

    private IAccountStore Store => _accounts.Store;

    private IAccountAdministration Administration => _accounts.Administration;

    public void Dispose() => _accounts.Dispose();

    [Fact]
    public async Task Register_ThenSignIn_GivesTheSameBuyer()
    {
        var registered = (await Store.Register("ada@example.com", Password, " Ada ")).Account;
        Assert.NotNull(registered);
        Assert.Equal((Role.Buyer, "Ada", null), (registered.Role, registered.Name, registered.SellerId));
        Assert.Equal(registered, (await Store.SignIn("ADA@example.com", Password)).Account);
        Assert.Equal(registered, await Store.Get(registered.Id, registered.SecurityStamp));
        Assert.Null(await Store.Get(registered.Id, "another stamp"));
    }

    [Fact]
    public async Task SignIn_FiveWrong_LocksForFiveMinutes()
    {
        await Store.Register("ada@example.com", Password, "Ada");
        for (var i = 1; i <= 5; i++) Assert.Equal(i == 5, (await Store.SignIn("ada@example.com", "wrong")).LockedOut);
        Assert.Equal(new SignInOutcome(null, true), await Store.SignIn("ada@example.com", Password));

        _time.Now += TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1);
        Assert.Null((await Store.SignIn("ada@example.com", Password)).Account);
        _time.Now += TimeSpan.FromMilliseconds(1);
        Assert.NotNull((await Store.SignIn("ada@example.com", Password)).Account);
    }

    [Fact]
    public async Task SignIn_RightOneInBetween_ForgetsTheWrongOnes()
    {
        await Store.Register("ada@example.com", Password, "Ada");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++) Assert.False((await Store.SignIn("ada@example.com", "wrong")).LockedOut);
            Assert.NotNull((await Store.SignIn("ada@example.com", Password)).Account);
        }
    }

    [Fact]
    public async Task SignIn_ManyWrongAtOnce_AreAllCounted()
    {
        await Store.Register("ada@example.com", Password, "Ada");
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Store.SignIn("ada@example.com", "wrong"))));
        Assert.Equal(new SignInOutcome(null, true), await Store.SignIn("ada@example.com", Password));
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("")]
    [InlineData("\ud800@example.com")]
    [InlineData("a@b@c")]
    public async Task SignIn_UnknownOrImpossibleEmail_IsRefusedLikeAWrongPassword(string email) =>
        Assert.Equal(new SignInOutcome(null, false), await Store.SignIn(email, Password));

    [Fact]
    public async Task Register_SeveralBadFields_NamesThemAll()
    {
        var outcome = await Store.Register("nonsense", "short", "\u0007");
        Assert.Null(outcome.Account);
        Assert.Equal(["email", "name", "password"], outcome.Errors.Keys.Order());
    }

    [Fact]
    public async Task Register_SameEmailAtOnce_MakesOneAccount()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.Register("ada@example.com", Password, "Ada"))));
        Assert.Single(outcomes, o => o.Account is not null);
        Assert.All(outcomes.Where(o => o.Account is null), o => Assert.Equal(AccountErrors.EmailTaken, Assert.Single(o.Errors["email"])));
    }

    [Fact]
    public async Task Add_SellersOfOneShop_ShareItsId()
    {
        var first = await Add(Role.Seller, "s1@example.com", new ShopReference(null, "Kiln"));
        var second = await Add(Role.Manager, "s2@example.com", new ShopReference(null, "kiln"));
        var other = await Add(Role.Seller, "s3@example.com", new ShopReference(null, "Roaster"));
        Assert.Equal((first.Account!.SellerId, "Kiln"), (second.Account!.SellerId, second.Account.SellerName));
        Assert.NotEqual(first.Account.SellerId, other.Account!.SellerId);
    }

    [Fact]
    public async Task Add_ShopById_IsThatShopAndNewOnlyWithAName()
    {
        const long imported = (1L << 62) + 5;
        Assert.Contains("shop", (await Add(Role.Seller, "s1@example.com", new ShopReference(imported, null))).Errors.Keys);
        var added = await Add(Role.Seller, "s1@example.com", new ShopReference(imported, "Imported"));
        Assert.Equal((imported, "Imported"), (added.Account!.SellerId, added.Account.SellerName));
        Assert.Equal(imported, (await Add(Role.Manager, "s2@example.com", new ShopReference(imported, null))).Account!.SellerId);
        Assert.Contains("shop", (await Add(Role.Manager, "s3@example.com", new ShopReference(imported, "Another"))).Errors.Keys);
        Assert.Equal(imported + 1, (await Add(Role.Seller, "s4@example.com", new ShopReference(null, "Next"))).Account!.SellerId);
        Assert.Contains("shop", (await Add(Role.Seller, "s5@example.com", new ShopReference(imported + 9, "imported"))).Errors.Keys);
    }

    [Fact]
    public async Task Add_ShopsByGivenAndByNewIdsInTurn_NeverMeet()
    {
        Assert.Equal(1, await ShopId(new(1, "One")));
        Assert.Equal(2, await ShopId(new(null, "Two")));
        Assert.Equal(4, await ShopId(new(4, "Four")));
        Assert.Equal(3, await ShopId(new(3, "Three")));
        Assert.Equal(5, await ShopId(new(null, "Five")));

        async Task<long?> ShopId(ShopReference shop) => (await Add(Role.Seller, $"{shop.Name}@example.com", shop)).Account?.SellerId;
    }

    [Fact]
    public async Task Add_SellersOfANewShopAtOnce_MakeOneShop()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => Add(Role.Seller, $"s{i}@example.com", new ShopReference(null, i % 2 == 0 ? "Kiln" : "KILN")))));
        Assert.Single(added.Select(a => a.Account!.SellerId).Distinct());
    }

    [Theory] // Two names, however a database may sort or fold them.
    [InlineData("K\u00e4se", "K\u00c4SE")]
    [InlineData("resume", "r\u00e9sum\u00e9")]
    [InlineData("coop", "co-op")]
    public async Task Add_ShopsWhoseNamesAreNearlyTheSame_AreTwo(string one, string other)
    {
        var first = await Add(Role.Seller, "s1@example.com", new ShopReference(null, one));
        var second = await Add(Role.Seller, "s2@example.com", new ShopReference(null, other));
        Assert.NotEqual(first.Account!.SellerId, second.Account!.SellerId);
        Assert.Equal(other, second.Account.SellerName);
    }

    [Theory]
    [InlineData(Role.Seller, null, "shop")]
    [InlineData(Role.Manager, " ", "shop")]
    [InlineData(Role.Seller, "a\0b", "shop")]
    [InlineData(Role.Buyer, "Kiln", "shop")]
    [InlineData(Role.Admin, "Kiln", "shop")]
    [InlineData(Role.System, null, "role")]
    public async Task Add_RoleAndShopThatDoNotGoTogether_NamesTheField(Role role, string? shop, string field)
    {
        var outcome = await Add(role, "x@example.com", shop is null ? null : new ShopReference(null, shop));
        Assert.Contains(field, outcome.Errors.Keys);
        Assert.Null(await Administration.Find("x@example.com"));
    }

    [Fact]
    public async Task Add_Refused_LeavesNoShopBehind()
    {
        await Store.Register("taken@example.com", Password, "T");
        Assert.Contains("email", (await Add(Role.Seller, "taken@example.com", new ShopReference(7, "Ghost"))).Errors.Keys);
        Assert.Contains("shop", (await Add(Role.Seller, "s@example.com", new ShopReference(7, null))).Errors.Keys);
    }

    [Fact]
    public async Task StaffOf_AShop_ItsSellersAndManagersRightAfterEachChange()
    {
        var shop = new ShopReference(9001, "Kiln");
        var seller = (await Add(Role.Seller, "s@example.com", shop)).Account!;
        await Add(Role.Seller, "other@example.com", new ShopReference(9002, "Roaster"));
        await Store.Register("buyer@example.com", Password, "B");
        var expected = new Recipient(seller.Id, Role.Seller, "Name", "s@example.com") { SellerId = 9001 };
        Assert.Equal([expected], (await Store.StaffOf(9001)).ToArray());

        var manager = (await Add(Role.Manager, "m@example.com", shop)).Account!;
        Assert.Equal([(seller.Id, Role.Seller), (manager.Id, Role.Manager)], (await Store.StaffOf(9001)).Select(s => (s.Id, s.Role)));
        Assert.Empty(await Store.StaffOf(9003));
    }

    [Fact]
    public async Task StaffOf_ChangedBehindItsBack_RightAfterTenSeconds()
    {
        var seller = (await Add(Role.Seller, "s@example.com", new ShopReference(9001, "Kiln"))).Account!;
        Assert.Single(await Store.StaffOf(9001));
        await using (var scope = _accounts.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<IdentityContext>();
            await context.Users.Where(u => u.Id == seller.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, "new@example.com"));
        }

        _time.Now += TimeSpan.FromSeconds(10);

        Assert.Equal("new@example.com", Assert.Single(await Store.StaffOf(9001)).Email);
    }

    [Fact]
    public async Task Find_KnownEmail_SaysWhenItWasMade()
    {
        await Store.Register("ada@example.com", Password, "Ada");
        Assert.Equal(_time.Now, (await Administration.Find("ada@example.com"))!.Value.CreatedAt);
        Assert.Null(await Administration.Find("ben@example.com"));
    }

    [Fact]
    public async Task ApplySchema_Again_ChangesNothing()
    {
        await Store.Register("ada@example.com", Password, "Ada");
        _accounts.Database.ApplySchema();
        Assert.NotNull((await Store.SignIn("ada@example.com", Password)).Account);
    }

    private Task<RegisterOutcome> Add(Role role, string email, ShopReference? shop) =>
        Administration.Add(new NewAccount(role, email, "Name", Password, shop));
}
