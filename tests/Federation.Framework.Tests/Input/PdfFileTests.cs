using System.IO.Compression;
using Federation.Framework.Input;
using Federation.Testing;

namespace Federation.Framework.Tests.Input;

/// <summary>A paper shows pages and does nothing.</summary>
public sealed class PdfFileTests
{
    [Fact]
    public void A_paper_is_taken()
    {
        Assert.Equal(PdfFault.None, PdfFile.Check(Samples.Pdf()));
        Assert.Equal(PdfFault.None, PdfFile.Check(Samples.Pdf("4 0 obj\n<< /OpenAction [3 0 R /Fit] /Length 5 >>\nstream\n/JS x\nendstream\nendobj\n")));
        Assert.Equal(PdfFault.None, PdfFile.Check(Samples.Pdf(Packed("<< /Type /Annot /Subtype /Link >>"))));
    }

    [Theory]
    [InlineData("%PDF-1.4 cut off")]
    [InlineData("%PDF-9 1 0 obj startxref %%EOF")]
    [InlineData("<script> 1 0 obj startxref %%EOF")]
    [InlineData("")]
    public void What_is_no_paper_is_not(string content) => Assert.Equal(PdfFault.NotAPdf, PdfFile.Check(System.Text.Encoding.ASCII.GetBytes(content)));

    [Theory]
    [InlineData("<< /S /JavaScript /JS (app.alert\\(1\\)) >>")]
    [InlineData("<< /S/J#61va#53cript/JS(1)>>")]
    [InlineData("<< /S /Launch /F (cmd.exe) >>")]
    [InlineData("<< /Names << /EmbeddedFiles 9 0 R >> >>")]
    [InlineData("<< /Type /Filespec /EF << /F 5 0 R >> /Type /EmbeddedFile >>")]
    [InlineData("<< /AcroForm << /XFA [] >> >>")]
    [InlineData("<< /S /SubmitForm /F (http://evil.example) >>")]
    [InlineData("<< /Subtype /RichMedia >>")]
    [InlineData("<< /Encrypt 7 0 R >>")]
    public void What_acts_is_refused_wherever_it_stands(string dictionary)
    {
        Assert.Equal(PdfFault.Active, PdfFile.Check(Samples.Pdf($"4 0 obj\n{dictionary}\nendobj\n")));
        Assert.Equal(PdfFault.Active, PdfFile.Check(Samples.Pdf(Packed(dictionary))));
    }

    [Fact]
    public void What_cannot_be_looked_into_is_refused()
    {
        Assert.Equal(PdfFault.Active, PdfFile.Check(Samples.Pdf("4 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnot packed at all\nendstream\nendobj\n")));
        Assert.Equal(PdfFault.Active, PdfFile.Check(Samples.Pdf("4 0 obj\n<< /Type /O#62jStm /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n789c\nendstream\nendobj\n")));
    }

    private static byte[] Packed(string objects)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(System.Text.Encoding.ASCII.GetBytes(objects));
        return [.. "4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"u8, .. packed.ToArray(), .. "\nendstream\nendobj\n"u8];
    }
}
