using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>
/// A row as a line of JSON: an array of its values, in one way only, so that equal rows are equal lines. Of text, only quotation mark,
/// backslash and control characters are escaped; bytes are base64.
/// </summary>
internal static class ExportRowJson
{
    private static readonly SearchValues<byte> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    /// <exception cref="InvalidDataException">A text is none.</exception>
    public static void Write(TransferTable table, TransferRow row, ArrayBufferWriter<byte> output)
    {
        for (var i = 0; i < table.Columns.Length; i++)
        {
            output.Write(i == 0 ? "["u8 : ","u8);
            if (row.IsNull(i)) output.Write("null"u8);
            else if (table.Columns[i].Kind == TransferKind.Number) WriteNumber(row.Number(i), output);
            else if (table.Columns[i].Kind == TransferKind.Binary) WriteBinary(row.Bytes(i).Span, output);
            else if (Utf8.IsValid(row.Bytes(i).Span)) WriteText(row.Bytes(i).Span, output);
            else throw new InvalidDataException($"Table {table.Name}: a value of {table.Columns[i].Name} is not text (UTF-8). The database is damaged.");
        }

        output.Write("]\n"u8);
    }

    /// <exception cref="FormatException">It is not a row of this table.</exception>
    public static void Read(TransferTable table, ReadOnlySpan<byte> line, TransferRow row)
    {
        row.Clear();
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new FormatException("it is not a row");
            foreach (var column in table.Columns)
            {
                if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray) throw new FormatException($"{column.Name} is missing");
                ReadValue(column, ref reader, row);
            }

            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray || reader.Read()) throw new FormatException("it has too many values");
        }
        catch (JsonException e)
        {
            throw new FormatException("it is not JSON", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("it has a text that is none", e); // Half a surrogate pair, escaped.
        }
    }

    private static void ReadValue(TransferColumn column, ref Utf8JsonReader reader, TransferRow row)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                row.AddNull();
                return;
            case JsonTokenType.Number when column.Kind == TransferKind.Number && reader.TryGetInt64(out var number):
                row.Add(number);
                return;
            case JsonTokenType.String when column.Kind == TransferKind.Text:
                row.Commit(reader.CopyString(row.Reserve(reader.ValueSpan.Length)));
                return;
            case JsonTokenType.String when column.Kind == TransferKind.Binary && reader.TryGetBytesFromBase64(out var bytes):
                row.Add(bytes);
                return;
            default:
                throw new FormatException($"{column.Name} is not {(column.Kind == TransferKind.Number ? "a whole number" : column.Kind == TransferKind.Text ? "a text" : "base64")}");
        }
    }

    private static void WriteNumber(long value, ArrayBufferWriter<byte> output)
    {
        const int LongestNumber = 20;
        Utf8Formatter.TryFormat(value, output.GetSpan(LongestNumber), out var written);
        output.Advance(written);
    }

    private static void WriteBinary(ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        Base64.EncodeToUtf8(value, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length)), out _, out var written);
        output.Advance(written);
        output.Write("\""u8);
    }

    private static void WriteText(ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAny(Escaped);
            if (plain < 0) plain = value.Length;
            output.Write(value[..plain]);
            value = value[plain..];
            if (value.IsEmpty) break;
            WriteEscaped(value[0], output);
            value = value[1..];
        }

        output.Write("\""u8);
    }

    private static void WriteEscaped(byte character, ArrayBufferWriter<byte> output)
    {
        if (character is (byte)'"' or (byte)'\\')
        {
            output.Write([(byte)'\\', character]);
            return;
        }

        output.Write("\\u00"u8);
        Utf8Formatter.TryFormat(character, output.GetSpan(2), out var written, new StandardFormat('x', 2));
        output.Advance(written);
    }
}
