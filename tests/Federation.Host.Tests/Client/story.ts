// The main story as a program in TypeScript tells it, with a client whose types come from /openapi/v1.json alone.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

declare const process: { env: Record<string, string | undefined>; exit(code: number): never };

const [address, token, union] = ["FEDERATION_ADDRESS", "FEDERATION_TOKEN", "FEDERATION_UNION"].map(name => process.env[name] ?? "");
const client = createClient<paths>({ baseUrl: address ?? "", headers: { Authorization: `Bearer ${token}` } });
const at = { union: union ?? "" };

function must<T>(answer: { data?: T; error?: { code: string; detail: string }; response: Response }): T {
  if (answer.data !== undefined) return answer.data;
  throw new Error(`${answer.response.url}: ${answer.response.status} ${answer.error?.code} ${answer.error?.detail}`);
}

function equal<T>(expected: T, actual: T, what: string): void {
  if (expected !== actual) throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
}

const made = must(await client.POST("/api/v1/unions/{union}/campaigns", {
  params: { path: at, header: { "Idempotency-Key": "story-1" } },
  body: { season: "winter", year: 2016, name: "冬送温暖", starts: "2016-01-01", ends: "2016-03-05", budget: 50_000 },
}));
const campaign = { ...at, campaign: made.id };
must(await client.POST("/api/v1/unions/{union}/campaigns/{campaign}/start", { params: { path: campaign } }));

const delivered = must(await client.POST("/api/v1/unions/{union}/campaigns/{campaign}/deliveries", {
  params: { path: campaign },
  body: { date: "2016-01-15", group: "frontline", place: "井口", headCount: 40 },
}));
equal(40, delivered.headCount, "the people who were visited");

// What is refused is typed as well: a problem with a code.
const refused = await client.PUT("/api/v1/unions/{union}/campaigns/{campaign}", {
  params: { path: campaign, header: { "If-Match": '"99"' } },
  body: { name: "另一个名称", starts: "2016-01-01", ends: "2016-03-05", budget: 60_000 },
});
equal("changed-meanwhile", refused.error?.code ?? "", "a change of another version");

const view = must(await client.GET("/api/v1/unions/{union}/figures", { params: { path: at, query: { period: "2016" } } }));
equal(union, view.union, "the union");
const visits = view.figures.find(f => f.indicator === "seasonal.warmth.visits");
equal("number", typeof visits?.children.expected, "the children that are expected");
