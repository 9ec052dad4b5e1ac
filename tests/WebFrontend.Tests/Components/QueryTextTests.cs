using System.Reflection;
using Microsoft.AspNetCore.Components;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Components;

/// <summary>Addresses of pages that somebody has mistyped or made up.</summary>
public sealed class QueryTextTests
{
    /// <summary>Where a page asks for a number, the framework throws at anything else.</summary>
    [Fact]
    public void Pages_WhatTheyTakeFromTheirAddress_IsText()
    {
        var taken = typeof(QueryText).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(property => property.IsDefined(typeof(SupplyParameterFromQueryAttribute)))
            .ToList();
        Assert.NotEmpty(taken);
        Assert.All(taken, property => Assert.True(
            property.PropertyType == typeof(string) || property.PropertyType == typeof(string[]), $"{property.DeclaringType!.Name}.{property.Name}"));
    }

    [Theory]
    [InlineData("17", 17L)]
    [InlineData("abc", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Number_AnyText_IsANumberOrNone(string? text, long? number) => Assert.Equal(number, QueryText.Number(text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("maybe", false)]
    [InlineData(null, false)]
    public void IsOn_AnyText_IsAYesOrNot(string? text, bool on) => Assert.Equal(on, QueryText.IsOn(text));
}
