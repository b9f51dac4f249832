namespace Federation.Kernel.Figures;

/// <summary>
/// What the engine sees as a module of its own though no assembly declares it: the indicators and the sources of a register. It is nil, missing and marked by its own name.
/// </summary>
/// <param name="Name">As <see cref="Indicator.Module"/> has it.</param>
/// <param name="Zh">What people call it.</param>
public sealed record FigureModule(string Name, string Zh, string En, IReadOnlyList<Indicator> Indicators, IReadOnlyList<IFigureSource> Sources)
{
    /// <summary>Who reads a union's dashboard sees it in its own language.</summary>
    public string Title => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Zh;
}

/// <summary>Modules of figures that are known from the database only. They may become more while hosts run; <see cref="IFigureCatalogue"/> is told.</summary>
public interface IFigureModules
{
    /// <summary>Those in force, as the unit of work sees them now.</summary>
    IReadOnlyList<FigureModule> Read();
}

/// <summary>The catalogue of indicators, as the modules see it that change it.</summary>
public interface IFigureCatalogue
{
    /// <summary>Takes over what <see cref="IFigureModules"/> declare now, in the open transaction. Every host compares the catalogue's version before it measures.</summary>
    Task RenewAsync(CancellationToken cancellation);

    /// <summary>Marks all unions' months from one on that a source has measured anything in: a formula has changed.</summary>
    /// <param name="first">As <see cref="Period.Code"/> of a month.</param>
    Task MeasureAgainAsync(string source, int first, CancellationToken cancellation);
}
