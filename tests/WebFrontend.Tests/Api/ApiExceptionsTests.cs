using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>Every exception handler of the framework asks ours first, the pages' too.</summary>
public sealed class ApiExceptionsTests
{
    [Theory]
    [InlineData("/error")]
    [InlineData("/orders")]
    [InlineData("/shop")]
    public async Task TryHandle_APageFailed_LeavesItToThePages(string path)
    {
        var context = new DefaultHttpContext { Request = { Path = path } };
        var handler = new ApiExceptions(NullLogger<ApiExceptions>.Instance);

        Assert.False(await handler.TryHandleAsync(context, new InvalidOperationException("x"), default));
        Assert.Equal(200, context.Response.StatusCode);
    }
}
