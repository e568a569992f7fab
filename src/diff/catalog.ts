interface Resource {
  readonly type: string;
  readonly title: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly sensitive_parameters?: readonly string[];
}

/**
 * A catalog as lines that can be compared: each resource, sorted, with its parameters below it. What is sensitive is
 * not shown, and neither are texts that are known. Text that is no catalog is left as it is.
 */
export function catalogLines(text: string, known: ReadonlySet<string>): string {
  const resources = resourcesOf(text);
  if (!resources) return text;
  return resources
    .map((resource) => block(resource, known))
    .sort()
    .join('');
}

function resourcesOf(text: string): readonly Resource[] | undefined {
  try {
    const { resources } = JSON.parse(text) as { resources?: readonly Resource[] };
    return Array.isArray(resources) ? resources : undefined;
  } catch {
    return undefined;
  }
}

function block(resource: Resource, known: ReadonlySet<string>): string {
  const { type, title, parameters = {}, sensitive_parameters: sensitive = [] } = resource;
  const lines = Object.entries(parameters).flatMap(([name, value]) =>
    valueLines(name, sensitive.includes(name) ? '(sensitive)' : value, known),
  );
  return `${type}[${title}]\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** A value on as many lines as it has parts, so that a change of one part is a change of one line. */
function valueLines(name: string, value: unknown, known: ReadonlySet<string>): string[] {
  if (typeof value === 'string') return textLines(name, known.has(value) ? '(the file)' : value);
  if (!isNested(value)) return [`${name} => ${JSON.stringify(value)}`];
  if (isSensitive(value)) return [`${name} => "(sensitive)"`];
  return Object.entries(value).flatMap(([key, part]) => valueLines(`${name}.${key}`, part, known));
}

function textLines(name: string, text: string): string[] {
  if (!text.includes('\n')) return [`${name} => ${JSON.stringify(text)}`];
  const lines = text.trimEnd().split('\n');
  return [`${name} =>`, ...lines.map((line) => `  ${line}`)];
}

/** An object, or a list with one in it; a list of plain values is one value. */
function isNested(value: unknown): value is object {
  if (Array.isArray(value))
    return value.some((part) => typeof part === 'object' || String(part).includes('\n'));
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isSensitive(value: object): boolean {
  return (value as { __ptype?: unknown }).__ptype === 'Sensitive';
}
