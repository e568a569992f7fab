import { posix } from 'node:path';
import type { Expression, Program } from '../ast.ts';
import { nodeLabel } from '../labels.ts';
import type { Namespace } from './definitions.ts';
import { report, type Validation } from './report.ts';

/** What decides where a definition may stand: absolute directories of modules and the absolute main manifest, if any. */
export interface AutoloadPaths {
  modulePath: readonly string[];
  manifest?: string;
}

const FOLDERS: ReadonlySet<string> = new Set(['manifests', 'functions', 'types', 'plans']);

/** The namespace that definitions in a file must have for the autoloader to find them. */
export function namespaceOf(file: string | undefined, paths: AutoloadPaths | undefined): Namespace {
  if (!file || paths === undefined || posix.extname(file) !== '.pp') return null;
  if (paths.manifest !== undefined && file.startsWith(paths.manifest)) return null;
  const clean = posix.normalize(file);
  const parent = paths.modulePath.find((path) =>
    clean.startsWith(`${posix.normalize(path).replace(/\/$/, '')}/`),
  );
  if (parent === undefined) return null;
  return namespaceIn(posix.relative(parent, clean).toLowerCase().split('/'));
}

function namespaceIn(parts: string[]): Namespace {
  if (!FOLDERS.has(parts[1] ?? '')) return false;
  const name = parts.at(-1)!;
  const isInit = parts.length === 3 && name === 'init.pp';
  return [parts[0], ...parts.slice(2, -1), ...(isInit ? [] : [name.slice(0, -3)])].join('::');
}

/** A file that the autoloader reads holds definitions only. */
export function checkTopConstructs(validation: Validation, { body }: Program, namespace: Namespace): void {
  if (namespace === null || body.kind === 'Nop') return;
  const statements = body.kind === 'BlockExpression' ? body.statements : [body];
  for (const statement of statements) if (!isDefinition(statement)) reportConstruct(validation, statement);
}

function isDefinition({ kind }: Expression): boolean {
  switch (kind) {
    case 'HostClassDefinition':
    case 'ResourceTypeDefinition':
    case 'FunctionDefinition':
    case 'TypeAlias':
    case 'TypeMapping':
    case 'TypeDefinition':
      return true;
    default:
      return false;
  }
}

function reportConstruct(validation: Validation, node: Expression): void {
  const message = `This ${nodeLabel(node)} is unacceptable as a top level construct in this location`;
  report(validation, node, 'ILLEGAL_TOP_CONSTRUCT_LOCATION', message);
}
