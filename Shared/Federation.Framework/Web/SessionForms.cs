using System.Globalization;
using Federation.Framework.Tenancy;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Framework.Web;

/// <summary>
/// Binds the token of a form to the session that its page was made for. The cookie beside it outlives sessions: a page left open by one person must not
/// write in the name of the person who signs in next in the same browser. A public page that was made for nobody, the one to sign in, is taken also when somebody has
/// signed in meanwhile in another tab: it writes in nobody's name.
/// </summary>
public sealed class SessionForms : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => SessionOf(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) =>
        additionalData == SessionOf(context) || (additionalData.Length == 0 && context.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is not null);

    private static string SessionOf(HttpContext context) => context.RequestServices.GetRequiredService<Caller>().Session?.ToString(CultureInfo.InvariantCulture) ?? "";
}
