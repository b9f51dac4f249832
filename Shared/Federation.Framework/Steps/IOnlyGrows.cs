namespace Federation.Framework.Steps;

/// <summary>
/// A row that is added and never touched again. Every context refuses to save a change or a removal of one; a trigger of the table refuses what passes the
/// context by.
/// </summary>
public interface IOnlyGrows;
