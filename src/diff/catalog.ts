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
    valueLines(
      name,
      sensitive.includes(name) ? '(sensitive)' : known.has(value as string) ? '(the file)' : value,
    ),
  );
  return `${type}[${title}]\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function valueLines(name: string, value: unknown): string[] {
  if (typeof value !== 'string' || !value.includes('\n'))
    return [`${name} => ${JSON.stringify(redact(value))}`];
  return [
    `${name} =>`,
    ...value
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}

/** A value without the sensitive ones that are nested in it. */
function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  if ((value as { __ptype?: unknown }).__ptype === 'Sensitive') return '(sensitive)';
  return Object.fromEntries(Object.entries(value).map(([key, nested]) => [key, redact(nested)]));
}
