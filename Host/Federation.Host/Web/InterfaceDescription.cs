using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Federation.Host.Web;

/// <summary>The description of the interface, <c>/openapi/v1.json</c>: what programs are written and generated against.</summary>
internal static partial class InterfaceDescription
{
    public static void Configure(SwaggerGenOptions options)
    {
        options.SwaggerDoc("v1", new OpenApiInfo { Title = "Federation", Version = "v1", Description = "工会业务与数据接口 · A trade-union federation's work and numbers" });
        options.CustomSchemaIds(SchemaId);
        options.SupportNonNullableReferenceTypes();
        // A reference cannot say beside itself that null may stand in its place.
        options.UseAllOfToExtendReferenceSchemas();
        options.DocumentFilter<NullableReferences>();
        options.DocumentFilter<WholeAnswers>();
        options.DocumentFilter<Operations>();
        options.OperationFilter<PathParameters>();
        options.OperationFilter<QueryParameters>();
        options.AddSecurityDefinition("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
        options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] });
    }

    /// <summary>A generic type by its own name and those of what it is made of: the standard allows no other signs than letters, digits, dots and hyphens.</summary>
    private static string SchemaId(Type type) => type.IsGenericType
        ? $"{Plain(type)}-{string.Join('-', type.GetGenericArguments().Select(SchemaId))}"
        : Plain(type);

    private static string Plain(Type type) => $"{type.Namespace}.{type.Name.Split('`')[0]}".Replace("Federation.", "", StringComparison.Ordinal);

    /// <summary>Repeats the type beside a reference that may be null: OpenAPI 3.0 reads <c>nullable</c> only beside a type.</summary>
    private sealed class NullableReferences : IDocumentFilter
    {
        public void Apply(OpenApiDocument document, DocumentFilterContext context)
        {
            var schemas = document.Components!.Schemas!;
            foreach (var property in schemas.Values.SelectMany(s => s.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(p => p.Value))
                if (property is OpenApiSchema { Type: JsonSchemaType.Null, AllOf: [OpenApiSchemaReference { Reference.Id: { } id }] } schema)
                    schema.Type |= schemas[id].Type;
        }
    }

    /// <summary>
    /// Marks every property of an answer as required: nulls are written too. A type that is also sent keeps optional properties, because a request may
    /// leave them out.
    /// </summary>
    private sealed class WholeAnswers : IDocumentFilter
    {
        /// <summary>What an answer leaves out where it is null is not promised.</summary>
        private static void LeaveOut(OpenApiDocument document, DocumentFilterContext context)
        {
            foreach (var type in context.ApiDescriptions.SelectMany(a => a.SupportedResponseTypes).Select(r => r.Type).OfType<Type>().Distinct())
            {
                if (!context.SchemaRepository.TryLookupByType(type, out var reference) || reference.Reference.Id is not { } id) continue;
                if (document.Components!.Schemas![id] is not OpenApiSchema { Required: { } required }) continue;
                foreach (var property in type.GetProperties())
                    if (property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.WhenWritingNull })
                        required.Remove(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            }
        }

        public void Apply(OpenApiDocument document, DocumentFilterContext context)
        {
            var (answered, sent) = (new HashSet<string>(), new HashSet<string>());
            foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations ?? []).Select(o => o.Value))
            {
                foreach (var response in (operation.Responses ?? []).Select(r => r.Value)) Follow(response.Content, answered);
                Follow(operation.RequestBody?.Content, sent);
            }
            foreach (var id in answered.Except(sent))
                if (document.Components!.Schemas![id] is OpenApiSchema { Properties: { Count: > 0 } properties } schema)
                    schema.Required = properties.Keys.ToHashSet();
            LeaveOut(document, context);

            void Follow(IDictionary<string, OpenApiMediaType>? contents, HashSet<string> found)
            {
                foreach (var content in contents ?? new Dictionary<string, OpenApiMediaType>()) Collect(content.Value.Schema, document, found);
            }
        }

        /// <summary>Adds the names of the schemas that this one is made of.</summary>
        private static void Collect(IOpenApiSchema? schema, OpenApiDocument document, HashSet<string> found)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                if (found.Add(id)) Collect(document.Components!.Schemas![id], document, found);
                return;
            }
            if (schema is null) return;
            foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.AllOf ?? []).Append(schema.Items).Append(schema.AdditionalProperties))
                Collect(part, document, found);
        }
    }

    /// <summary>Names the parameters in a path, which handlers take from the request and the description would not know.</summary>
    private sealed class PathParameters : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var known = (operation.Parameters ??= []).Select(p => p.Name).ToHashSet();
            foreach (var name in RoutePatternFactory.Parse(context.ApiDescription.RelativePath!).Parameters.Select(p => p.Name).Where(n => !known.Contains(n)))
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
    }

    /// <summary>Names what endpoints say that they read from the query.</summary>
    private sealed class QueryParameters : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            foreach (var asked in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
            {
                var one = SchemaOf(asked);
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = asked.Name, In = ParameterLocation.Query, Required = asked.Required, Schema = asked.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one,
                });
            }
        }

        private static OpenApiSchema SchemaOf(QueryParameter asked) => asked.Type switch
        {
            var t when t == typeof(Period) => new() { Type = JsonSchemaType.String, Pattern = @"^(\d{4}|\d{4}-\d{2}|S\d{4})$", Description = "2017, 2017-03, S2018" },
            var t when t == typeof(DateOnly) => new() { Type = JsonSchemaType.String, Format = "date" },
            var t when t == typeof(bool) => new() { Type = JsonSchemaType.Boolean },
            var t when t == typeof(int) => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = Text(asked.Range?.Least), Maximum = Text(asked.Range?.Most) },
            { IsEnum: true } t => new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(t).Select(n => (JsonNode)JsonNamingPolicy.KebabCaseLower.ConvertName(n))] },
            _ => new() { Type = JsonSchemaType.String },
        };

        private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// What holds for every endpoint and need not be said at each: its name and sentence, the headers that it reads, what it refuses and how, which fields
    /// of a body must be there, and which bodies are no text.
    /// </summary>
    private sealed partial class Operations : IDocumentFilter
    {
        private const string ProblemId = "Problem", ProblemType = "application/problem+json";

        private static readonly Dictionary<string, string> Refused = new()
        {
            ["400"] = "Something of what was sent is wrong; errors says what.", ["401"] = "Not signed in.", ["403"] = "The role may not.", ["404"] = "Unknown, or not yours.", ["409"] = "A rule forbids it.",
            ["412"] = "Changed meanwhile.", ["413"] = "Too large.", ["415"] = "Not the media type that is taken.", ["428"] = "If-Match is missing.", ["429"] = "Too many requests; Retry-After says for how long.",
            ["503"] = "The database is away for a moment.",
        };

        public void Apply(OpenApiDocument document, DocumentFilterContext context)
        {
            document.Components!.Schemas![ProblemId] = ProblemSchema();
            var described = context.ApiDescriptions.Select(api => (Api: api, Operation: Find(document, api))).Where(d => d.Operation is not null).ToList();
            foreach (var (api, operation) in described)
            {
                var request = RequestOf(api);
                AddHeaders(operation!, request);
                AddRefusals(document, api, operation!, request);
                MarkBinary(operation!);
                if (api.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType is { } sent) Require(document, context.SchemaRepository, sent, []);
            }
            Name([.. described.Select(d => (d.Api, d.Operation!))]);
        }

        private static OpenApiOperation? Find(OpenApiDocument document, ApiDescription api) =>
            document.Paths.TryGetValue("/" + api.RelativePath, out var path) && path.Operations?.TryGetValue(new HttpMethod(api.HttpMethod!), out var operation) is true ? operation : null;

        private static Type? RequestOf(ApiDescription api) => api.ActionDescriptor.EndpointMetadata.OfType<HandlesRequest>().FirstOrDefault()?.Request;

        private static bool IsCommand(Type? request) => request?.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>)) is true;

        /// <summary>A request that names the version of a record has it from If-Match.</summary>
        private static Type? VersionOf(Type? request) => request?.GetProperty("Version")?.PropertyType;

        private static void AddHeaders(OpenApiOperation operation, Type? request)
        {
            operation.Parameters ??= [];
            if (VersionOf(request) is { } version)
                operation.Parameters.Add(Header("If-Match", "The version of the record that is changed, as the ETag of an answer named it: \"3\".", required: version == typeof(int)));
            if (IsCommand(request))
                operation.Parameters.Add(Header("Idempotency-Key", "The same key again gives the first answer and writes nothing; at most 100 characters.", required: false));
        }

        private static OpenApiParameter Header(string name, string description, bool required) =>
            new() { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

        private static void AddRefusals(OpenApiDocument document, ApiDescription api, OpenApiOperation operation, Type? request)
        {
            List<string> codes = ["400", "429", "503"];
            if (!api.ActionDescriptor.EndpointMetadata.OfType<PublicEndpoint>().Any()) codes.AddRange(["401", "403"]);
            if (api.RelativePath!.Contains('{')) codes.Add("404");
            if (IsCommand(request)) codes.Add("409");
            if (operation.RequestBody is not null) codes.AddRange(["413", "415"]);
            if (VersionOf(request) is not null) codes.AddRange(["412", "428"]);
            operation.Responses ??= [];
            foreach (var code in codes.Order(StringComparer.Ordinal))
            {
                operation.Responses.TryAdd(code, new OpenApiResponse
                {
                    Description = Refused[code],
                    Content = new Dictionary<string, OpenApiMediaType> { [ProblemType] = new() { Schema = new OpenApiSchemaReference(ProblemId, document) } },
                });
            }
        }

        private static OpenApiSchema ProblemSchema() => new()
        {
            Type = JsonSchemaType.Object,
            Description = "Problem details of RFC 9457 with a code for programs.",
            Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String }, ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" }, ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["instance"] = new OpenApiSchema { Type = JsonSchemaType.String }, ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object, Description = "Of 400: by field, what is wrong with it.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
            },
        };

        /// <summary>Pictures, papers and workbooks are bytes, whatever type stands for them here.</summary>
        private static void MarkBinary(OpenApiOperation operation)
        {
            foreach (var content in (operation.Responses ?? []).Select(r => r.Value.Content).Append(operation.RequestBody?.Content))
            {
                foreach (var (type, media) in content ?? new Dictionary<string, OpenApiMediaType>())
                    if (!type.EndsWith("json", StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal)) media.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            }
        }

        /// <summary>Marks the fields of a body that must be there, and of the parts that it is made of.</summary>
        private static void Require(OpenApiDocument document, SchemaRepository schemas, Type type, HashSet<Type> seen)
        {
            if (!seen.Add(type) || !schemas.TryLookupByType(type, out var reference) || reference.Reference.Id is not { } id) return;
            if (document.Components!.Schemas![id] is not OpenApiSchema { Properties: { Count: > 0 } properties } schema) return;
            schema.Required = InputReader.RequiredFields(type).Where(properties.ContainsKey).ToHashSet();
            foreach (var property in type.GetProperties())
                Require(document, schemas, property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType, seen);
        }

        /// <summary>By the use case: closeCampaign, listSummerDelivery. Where two are called so, the module and then the end of the path tell them apart.</summary>
        private static void Name(IReadOnlyList<(ApiDescription Api, OpenApiOperation Operation)> described)
        {
            var names = described.Select(d => Words(d.Api)).ToList();
            var plain = names.Select(Camel).ToList();
            var withModule = plain.Select((n, i) => plain.Count(p => p == n) == 1 ? n : $"{n}Of{ModuleOf(described[i].Api)}").ToList();
            foreach (var (i, (api, operation)) in described.Index())
            {
                operation.OperationId = withModule.Count(n => n == withModule[i]) == 1 ? withModule[i] : withModule[i] + string.Concat(EndOf(api).Select(Pascal));
                if (string.IsNullOrEmpty(operation.Summary)) operation.Summary = Sentence(names[i]);
            }
        }

        /// <summary>The module of the use case; of one that all kinds of record share, the module of the kind.</summary>
        private static string ModuleOf(ApiDescription api) =>
            RequestOf(api) is { } request ? (request.IsGenericType ? request.GetGenericArguments()[0] : request).Assembly.GetName().Name!.Split('.')[^1] : "Host";

        private static IEnumerable<string> EndOf(ApiDescription api) =>
            api.RelativePath!.Split('/').Last(s => !s.StartsWith('{')).Split('-').Append(api.RelativePath.EndsWith('}') ? "one" : "");

        /// <summary>The use case's name in words; of one that many kinds of record share, its verb and the kind.</summary>
        private static IReadOnlyList<string> Words(ApiDescription api)
        {
            var request = RequestOf(api);
            if (request is null) return [api.HttpMethod!.ToLowerInvariant(), .. api.RelativePath!.Split('/', '-').Where(s => s.Length > 0 && s[0] != '{')];
            var words = Split(request.Name.Split('`')[0]);
            return request.IsGenericType ? [words[0], .. Split(request.GetGenericArguments()[0].Name)] : words;
        }

        private static List<string> Split(string name) => [.. Word().Matches(name).Select(m => m.Value.ToLowerInvariant())];

        private static string Camel(IReadOnlyList<string> words) => words[0] + string.Concat(words.Skip(1).Select(Pascal));

        private static string Pascal(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];

        private static string Sentence(IReadOnlyList<string> words)
        {
            var verb = words[0] switch
            {
                "get" => "Reads", "list" => "Lists", "preview" => "Shows what would come of",
                var word when word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith('s') => Pascal(word) + "es",
                var word when word.EndsWith('y') && !word.EndsWith("ay", StringComparison.Ordinal) => Pascal(word)[..^1] + "ies",
                var word => Pascal(word) + "s",
            };
            return $"{verb} {string.Join(' ', words.Skip(1))}.".Replace(" .", ".", StringComparison.Ordinal);
        }

        [GeneratedRegex("[A-Z][a-z0-9]*")]
        private static partial Regex Word();
    }
}
