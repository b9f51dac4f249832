namespace Federation.Framework.Tests;

public sealed class ScratchFileTests
{
    [Fact]
    public async Task What_is_written_can_be_read_and_the_folder_shows_nothing_of_it()
    {
        await using var file = ScratchFile.Create();
        await file.WriteAsync("身份证号"u8.ToArray());
        await file.FlushAsync();
        // A process that is killed here leaves nothing.
        if (!OperatingSystem.IsWindows()) Assert.False(File.Exists(file.Name));
        file.Position = 0;
        Assert.Equal("身份证号", await new StreamReader(file).ReadToEndAsync());
    }
}
