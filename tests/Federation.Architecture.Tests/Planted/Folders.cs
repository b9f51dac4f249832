namespace Federation.Architecture.Tests.Planted.Folders.Here
{
    internal sealed class Begins
    {
        public There.Goes? Next { get; init; }
    }
}

namespace Federation.Architecture.Tests.Planted.Folders.There
{
    internal sealed class Goes
    {
        public static string Back() => new Here.Begins().ToString()!;
    }
}

namespace Federation.Architecture.Tests.Planted.Folders.Aside
{
    internal sealed class Looks
    {
        public Here.Begins? At { get; init; }
    }
}
