using OtpNet;

namespace Federation.People.Tests.SigningIn;

/// <summary>What an app on a phone shows (RFC 6238). The codes come from a library, not from Identity, whose own check is what the tests look at.</summary>
internal static class AuthenticatorApp
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <param name="key">The authenticator's key in Base32.</param>
    /// <param name="steps">Steps of half a minute from now: the code of another moment.</param>
    public static string Code(string key, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(key), (int)Step.TotalSeconds).ComputeTotp(TimeProvider.System.GetUtcNow().Add(steps * Step).UtcDateTime);
}
