using System.Data.Common;
using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Host.Start;
using Federation.Kernel.Tenancy;

namespace Federation.Unions.Tests.UnitsOfWork;

/// <summary>A command that is a deadlock's victim is tried again, on a real server.</summary>
public sealed class DeadlockTests : IAsyncLifetime
{
    private readonly Book book = new();
    private IContainer container = null!;
    private Microsoft.Extensions.Configuration.IConfiguration configuration = null!;

    public async Task InitializeAsync()
    {
        configuration = await TestDatabase.FreshAsync();
        await using var installation = await Installation.OpenAsync(AppContext.BaseDirectory, configuration, CancellationToken.None);
        var builder = new ContainerBuilder();
        builder.RegisterModule(new FrameworkModule(installation.Database, installation.Secrets, TimeProvider.System));
        builder.RegisterInstance(book);
        builder.RegisterType<CrossHandler>().As<IHandler<Cross, int>>().InstancePerLifetimeScope();
        builder.RegisterType<BreakHandler>().As<IHandler<Break, int>>().InstancePerLifetimeScope();
        container = builder.Build();
        await using var scope = container.BeginLifetimeScope();
        await scope.Resolve<DatabaseSession>().ExecuteAsync("CREATE TABLE crossing (id int PRIMARY KEY, n int NOT NULL); INSERT INTO crossing VALUES (1, 0), (2, 0)", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await container.DisposeAsync();
        await TestDatabase.DropAsync(configuration);
    }

    [Fact]
    public async Task Of_two_that_cross_each_other_both_are_done_once()
    {
        await Task.WhenAll(Task.Run(() => AskAsync<Cross, int>(new Cross(1, 2))), Task.Run(() => AskAsync<Cross, int>(new Cross(2, 1))));
        Assert.Equal([2, 2], await NumbersAsync());
        Assert.Equal(3, book.Sessions.Count);
    }

    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    public async Task One_that_is_a_victim_each_time_is_given_up_and_writes_nothing(string state)
    {
        await Assert.ThrowsAnyAsync<DbException>(() => AskAsync<Break, int>(new Break(state, int.MaxValue)));
        Assert.Equal(TransactionRetries.MaxAttempts, book.Sessions.Count);
        Assert.Equal(TransactionRetries.MaxAttempts, book.Sessions.Distinct().Count());
        Assert.Equal([0, 0], await NumbersAsync());
    }

    [Fact]
    public async Task The_try_that_succeeds_writes_once_and_starts_with_nothing_of_the_others()
    {
        Assert.Equal(1, await AskAsync<Break, int>(new Break("40P01", 2)));
        Assert.Equal(3, book.Sessions.Count);
        Assert.Equal([1, 0], await NumbersAsync());
    }

    [Fact]
    public async Task Another_error_is_no_reason_to_try_again()
    {
        await Assert.ThrowsAnyAsync<DbException>(() => AskAsync<Break, int>(new Break("22012", int.MaxValue)));
        Assert.Single(book.Sessions);
    }

    [Fact]
    public async Task A_lost_connection_is_told_from_a_deadlock_and_not_tried_again()
    {
        await using var scope = container.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var error = await Assert.ThrowsAnyAsync<DbException>(() => session.ScalarAsync("SELECT pg_terminate_backend(pg_backend_pid())", CancellationToken.None));
        Assert.True(session.Dialect.IsTransient(error));
        Assert.False(session.Dialect.IsConflict(error));
    }

    private async Task<TAnswer> AskAsync<TRequest, TAnswer>(TRequest request) where TRequest : IRequest<TAnswer>
    {
        await using var scope = container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        return await scope.Resolve<IHandler<TRequest, TAnswer>>().HandleAsync(request, CancellationToken.None);
    }

    private async Task<List<int>> NumbersAsync()
    {
        await using var scope = container.BeginLifetimeScope();
        return await scope.Resolve<DatabaseSession>().ReadAsync("SELECT n FROM crossing ORDER BY id", r => r.GetInt32(0), CancellationToken.None);
    }

    /// <summary>What the tries have in common: who came, and where the first two meet.</summary>
    private sealed class Book
    {
        private readonly TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<DatabaseSession> Sessions { get; } = [];

        public int Enter(DatabaseSession session)
        {
            lock (Sessions)
            {
                Sessions.Add(session);
                return Sessions.Count;
            }
        }

        /// <summary>The first two wait until each holds its first row; later ones pass.</summary>
        public Task MeetAsync(int number)
        {
            if (number == 2) both.SetResult();
            return both.Task;
        }
    }

    private sealed record Cross(int First, int Second) : ICommand<int>;

    private sealed class CrossHandler(DatabaseSession session, Book book) : IHandler<Cross, int>
    {
        public Permission Permission { get; } = new("test.cross", Reach.Itself, Role.Clerk);

        public async Task<int> HandleAsync(Cross request, CancellationToken cancellation)
        {
            await AddAsync(request.First, cancellation);
            await book.MeetAsync(book.Enter(session));
            return await AddAsync(request.Second, cancellation);
        }

        private Task<int> AddAsync(int id, CancellationToken cancellation) =>
            session.ExecuteAsync("UPDATE crossing SET n = n + 1 WHERE id = @id", cancellation, ("@id", System.Data.DbType.Int32, id));
    }

    private sealed record Break(string State, int Times) : ICommand<int>;

    private sealed class BreakHandler(DatabaseSession session, Book book) : IHandler<Break, int>
    {
        private int calls;

        public Permission Permission { get; } = new("test.break", Reach.Itself, Role.Clerk);

        public async Task<int> HandleAsync(Break request, CancellationToken cancellation)
        {
            await session.ExecuteAsync("UPDATE crossing SET n = n + 1 WHERE id = 1", cancellation);
            if (book.Enter(session) <= request.Times)
                await session.ExecuteAsync($"DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '{request.State}'; END $$", cancellation);
            return ++calls;
        }
    }
}
