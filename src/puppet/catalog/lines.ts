import type { CompilerResource } from './compiler-resource.ts';
import { edgesJson, headJson, Names, type Pieces, parametersJson, type ToPlain } from './json.ts';
import type { CatalogParts } from './to-data.ts';

/**
 * The catalog as JSON that a line diff shows well: the head of a resource in a line, each of its parameters in one of
 * its own, an edge a line. `version` makes the version from all that follows it; `root` is the path that is taken away
 * from those of manifests, with the slash behind it.
 */
export function catalogLines(
  catalog: CatalogParts,
  toPlain: ToPlain,
  version: (body: string) => string,
  root: string,
): string {
  const body = bodyLines(catalog, toPlain, root);
  const head = [
    `  "tags": ${JSON.stringify(catalog.tags)}`,
    `  "name": ${JSON.stringify(catalog.name)}`,
    `  "version": ${JSON.stringify(version(body))}`,
    '  "code_id": null',
    '  "catalog_uuid": null',
    '  "catalog_format": 2',
    `  "environment": ${JSON.stringify(catalog.environment)}`,
  ];
  return `{\n${head.join(',\n')},\n${body}`;
}

function bodyLines(catalog: CatalogParts, toPlain: ToPlain, root: string): string {
  const names = new Names({ colon: ': ', comma: ',\n        ' });
  const out: Pieces = ['  "resources": [\n'];
  let comma = '';
  for (const resource of catalog.kept) {
    out.push(comma);
    resourceLines(resource, toPlain, root, names, out);
    comma = ',\n';
  }
  out.push('\n  ],\n  "edges": [\n');
  const start = out.length;
  edgesJson(catalog, ',\n    ', out);
  if (out.length > start) out[start] = '    ';
  out.push(`\n  ],\n  "classes": ${JSON.stringify(catalog.classes)}\n}\n`);
  return out.join('');
}

function resourceLines(
  resource: CompilerResource,
  toPlain: ToPlain,
  root: string,
  names: Names,
  out: Pieces,
): void {
  const { sensitive } = resource;
  out.push('    {\n      ');
  headJson(resource, names, out, belowRoot(resource.file, root));
  const start = out.length;
  out.push(',\n      "parameters": {\n        ');
  if (parametersJson(resource, toPlain, names, out)) out.push('\n      }');
  else out.length = start;
  if (sensitive.length > 0) out.push(`,\n      "sensitive_parameters": ${JSON.stringify(sensitive)}`);
  out.push('\n    }');
}

function belowRoot(file: string | undefined, root: string): string | undefined {
  return file?.startsWith(root) ? file.slice(root.length) : file;
}
