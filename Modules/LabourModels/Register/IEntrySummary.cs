namespace Federation.LabourModels.Register;

/// <summary>What is reckoned of a record and shown on its page, beside the records that are parts of it.</summary>
internal interface IEntrySummary
{
    /// <summary>The kind on whose page it stands.</summary>
    string Path { get; }

    Task<IReadOnlyList<EntryFormPage.Summary>> ListAsync(long entry, CancellationToken cancellation);
}
