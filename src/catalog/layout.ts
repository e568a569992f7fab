import { createHash } from 'node:crypto';
import type { CompiledCatalog } from '../puppet/index.ts';

/**
 * A catalog as JSON that a line diff shows well: a resource's head in a line, each of its parameters in one of its
 * own. The version is made of the content, so that the same catalog is the same file; paths of manifests are below
 * out/, whose place `root` is taken away.
 */
export function catalogText(catalog: CompiledCatalog, root: string): string {
  const { resources, edges, ...rest } = JSON.parse(catalog.json(0)) as CatalogJson;
  const body = [
    `  "resources": [\n${resources.map((resource) => resourceText(resource, root)).join(',\n')}\n  ]`,
    `  "edges": [\n${edges.map((edge) => `    ${JSON.stringify(edge)}`).join(',\n')}\n  ]`,
    `  "classes": ${JSON.stringify(rest.classes)}`,
  ].join(',\n');
  const head = { ...rest, version: createHash('sha256').update(body).digest('hex').slice(0, 12) };
  const keys = [
    'tags',
    'name',
    'version',
    'code_id',
    'catalog_uuid',
    'catalog_format',
    'environment',
  ] as const;
  return `{\n${keys.map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(head[key])}`).join(',\n')},\n${body}\n}\n`;
}

interface CatalogJson {
  readonly tags: unknown;
  readonly name: unknown;
  readonly version: unknown;
  readonly code_id: unknown;
  readonly catalog_uuid: unknown;
  readonly catalog_format: unknown;
  readonly environment: unknown;
  readonly classes: unknown;
  readonly resources: readonly ResourceJson[];
  readonly edges: readonly unknown[];
}

interface ResourceJson {
  readonly file?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly sensitive_parameters?: readonly string[];
}

function resourceText(resource: ResourceJson, root: string): string {
  const { parameters, sensitive_parameters: sensitive, ...head } = resource;
  const placed = head.file === undefined ? head : { ...head, file: head.file.replace(`${root}/`, '') };
  const lines = Object.entries(parameters ?? {}).map(
    ([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const parts = [
    `      ${JSON.stringify(placed).slice(1, -1)}`,
    ...(lines.length > 0 ? [`      "parameters": {\n${lines.join(',\n')}\n      }`] : []),
    ...(sensitive ? [`      "sensitive_parameters": ${JSON.stringify(sensitive)}`] : []),
  ];
  return `    {\n${parts.join(',\n')}\n    }`;
}
