import { join } from 'node:path';
import type { Environment } from '../../environment.ts';
import { toText } from '../../types/index.ts';
import type { CompilerCatalog } from '../compiler-catalog.ts';
import type { CompilerResource } from '../compiler-resource.ts';
import { flatten } from '../flatten.ts';
import type { CatalogFinding } from './finding.ts';

const moduleSource = /^puppet:\/\/\/modules\/([^/]+)\/(.*)$/;

/** Files whose sources (`puppet:///modules/...`) exist in no module of the environment. */
export function findMissingSources(catalog: CompilerCatalog, environment: Environment): CatalogFinding[] {
  return catalog.resources
    .filter((resource) => resource.type === 'File' && !resource.virtual && resource.get('source') !== null)
    .flatMap((resource) => missingSource(resource, environment));
}

function missingSource(resource: CompilerResource, environment: Environment): CatalogFinding[] {
  const sources = flatten(resource.get('source')).map((source) => toText(source));
  if (sources.length === 0 || sources.some((source) => mayExist(source, environment))) return [];
  const { file, line, ref } = resource;
  const list = sources.join(', ');
  const message = `${ref}: Could not retrieve information from environment ${environment.name} source(s) ${list}`;
  return [{ code: 'missing-source', message, resources: [ref], file, line }];
}

/** Sources other than those of modules cannot be judged here. */
function mayExist(source: string, environment: Environment): boolean {
  const match = moduleSource.exec(source);
  if (match === null) return true;
  const module = environment.modules.get(match[1]!);
  if (module === undefined) return false;
  const path = join(module.path, 'files', match[2]!);
  return environment.files.isFile(path) || environment.files.isDirectory(path);
}
