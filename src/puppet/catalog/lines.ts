import { edgeJson, headJson, Names, parametersJson, type ToPlain } from './json.ts';
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
  const names = new Names();
  const resources = data.resources
    .map((resource) => resourceLines(resource, toPlain, root, names))
    .join(',\n');
  const edges = data.edges.map((edge) => `    ${edgeJson(edge, names)}`).join(',\n');
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

function resourceLines(resource: ResourceData, toPlain: ToPlain, root: string, names: Names): string {
  const { parameters, sensitive } = resource;
  let text = `    {\n      ${headJson(resource, names, belowRoot(resource.file, root))}`;
  if (parameters.size > 0)
    text += `,\n      "parameters": {\n        ${parametersJson(resource, toPlain, names, ': ', ',\n        ')}\n      }`;
  if (sensitive.length > 0) text += `,\n      "sensitive_parameters": ${JSON.stringify(sensitive)}`;
  return `${text}\n    }`;
}

function belowRoot(file: string | undefined, root: string): string | undefined {
  return file?.startsWith(root) ? file.slice(root.length) : file;
}
