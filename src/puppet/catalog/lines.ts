import { type ToPlain, valueJson } from './json.ts';
import type { CatalogData, ResourceData } from './to-data.ts';

/**
 * The catalog as JSON that a line diff shows well: the head of a resource in a line, each of its parameters in one of
 * its own, an edge a line. `version` makes the version from all that follows it; `root` is the path that is taken away
 * from those of manifests, with the slash behind it.
 */
export function catalogLines(
  data: CatalogData,
  toPlain: ToPlain,
  version: (body: string) => string,
  root: string,
): string {
  const resources = data.resources.map((resource) => resourceLines(resource, toPlain, root)).join(',\n');
  const edges = data.edges.map((edge) => `    ${JSON.stringify(edge)}`).join(',\n');
  const body = `  "resources": [\n${resources}\n  ],\n  "edges": [\n${edges}\n  ],\n  "classes": ${JSON.stringify(data.classes)}\n}\n`;
  const head = [
    `  "tags": ${JSON.stringify(data.tags)}`,
    `  "name": ${JSON.stringify(data.name)}`,
    `  "version": ${JSON.stringify(version(body))}`,
    '  "code_id": null',
    '  "catalog_uuid": null',
    '  "catalog_format": 2',
    `  "environment": ${JSON.stringify(data.environment)}`,
  ];
  return `{\n${head.join(',\n')},\n${body}`;
}

function resourceLines(resource: ResourceData, toPlain: ToPlain, root: string): string {
  const { parameters, sensitive, ...head } = resource;
  const placed = head.file?.startsWith(root) ? { ...head, file: head.file.slice(root.length) } : head;
  const parts = [`      ${JSON.stringify(placed).slice(1, -1)}`];
  if (parameters.size > 0) parts.push(`      "parameters": {\n${parameterLines(resource, toPlain)}\n      }`);
  if (sensitive.length > 0) parts.push(`      "sensitive_parameters": ${JSON.stringify(sensitive)}`);
  return `    {\n${parts.join(',\n')}\n    }`;
}

function parameterLines(resource: ResourceData, toPlain: ToPlain): string {
  const lines: string[] = [];
  for (const [name, value] of toPlain(resource))
    lines.push(`        ${JSON.stringify(name)}: ${valueJson(value)}`);
  return lines.join(',\n');
}
