using System.Buffers;
using System.Text;
using System.Text.Json;
using Orders.Commands;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Commands;

public sealed class ExportRowJsonTests
{
    private static readonly TransferTable Table = TransferTable.Of(TransferPart.Shop, "t", "a", "a b:text c:binary");

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("\"\\/", "\"\\\"\\\\/\"")]
    [InlineData("\0\n\u001f\u007f", "\"\\u0000\\u000a\\u001f\u007f\"")]
    [InlineData("ë🛒\u2028", "\"ë🛒\u2028\"")]
    public void Write_Text_IsEscapedInOneWayAndReadsBack(string text, string expected)
    {
        var line = Line(row =>
        {
            row.Add(long.MinValue);
            row.Add(Encoding.UTF8.GetBytes(text));
            row.AddNull();
        });

        Assert.Equal($"[-9223372036854775808,{expected},null]\n", line);
        using (var json = JsonDocument.Parse(line)) Assert.Equal(text, json.RootElement[1].GetString()); // as others read it
        var back = new TransferRow();
        ExportRowJson.Read(Table, Encoding.UTF8.GetBytes(line.TrimEnd()), back);
        Assert.Equal((long.MinValue, text, true), (back.Number(0), Encoding.UTF8.GetString(back.Bytes(1).Span), back.IsNull(2)));
    }

    [Fact]
    public void Write_Bytes_AreBase64AndReadBack()
    {
        byte[] bytes = [0, 255, 10, 34];
        var line = Line(row =>
        {
            row.AddNull();
            row.AddNull();
            row.Add(bytes);
        });

        Assert.Equal("[null,null,\"AP8KIg==\"]\n", line);
        var back = new TransferRow();
        ExportRowJson.Read(Table, Encoding.UTF8.GetBytes(line.TrimEnd()), back);
        Assert.Equal(bytes, back.Bytes(2).ToArray());
    }

    [Fact]
    public void Write_TextThatIsNone_IsRefusedNamingTheColumn()
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Line(row =>
        {
            row.Add(1);
            row.Add([0xff]);
            row.AddNull();
        }));

        Assert.Contains("Table t: a value of b", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1,\"x\"]", "c is missing")]
    [InlineData("[1,\"x\",null,2]", "too many values")]
    [InlineData("[1,\"x\",null]]", "not JSON")]
    [InlineData("[1.5,\"x\",null]", "a is not a whole number")]
    [InlineData("[9223372036854775808,\"x\",null]", "a is not a whole number")]
    [InlineData("[\"1\",\"x\",null]", "a is not a whole number")]
    [InlineData("[1,2,null]", "b is not a text")]
    [InlineData("[1,\"\\ud800\",null]", "a text that is none")]
    [InlineData("[1,\"x\",\"?\"]", "c is not base64")]
    [InlineData("[1,\"x\",[]]", "c is not base64")]
    [InlineData("{}", "not a row")]
    [InlineData("[1,\"x", "not JSON")]
    public void Read_WhatIsNoRowOfTheTable_IsRefusedSayingWhy(string line, string expected)
    {
        var wrong = Assert.Throws<FormatException>(() => ExportRowJson.Read(Table, Encoding.UTF8.GetBytes(line), new TransferRow()));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    private static string Line(Action<TransferRow> fill)
    {
        var row = new TransferRow();
        fill(row);
        var output = new ArrayBufferWriter<byte>();
        ExportRowJson.Write(Table, row, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
