using Federation.Framework.Databases;

// A process that holds the embedded database of the folder given until its input ends, or until it is killed.
await using var database = await EmbeddedPostgres.AcquireAsync(args[0], CancellationToken.None);
Console.WriteLine(database.ConnectionString);
Console.In.ReadToEnd();
