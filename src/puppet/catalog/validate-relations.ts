import { PuppetError } from '../error.ts';
import { toText } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import type { CompilerCatalog } from './compiler-catalog.ts';
import { flatten } from './flatten.ts';
import { isRelationParam } from './metaparams.ts';
import type { Param } from './param.ts';
import { referenceText } from './references.ts';

/** Every resource named in require, before, subscribe and notify must be in the catalog; throws at the first that isn't. */
export function validateRelations(catalog: CompilerCatalog): void {
  const found = new Set<Value>();
  for (const resource of catalog.resources) {
    if (resource.virtual) continue;
    for (const param of resource.params.values()) {
      if (isRelationParam(param.name)) validateRelation(param, catalog, found);
    }
  }
}

/** `found` are the references, and the arrays of them, that were looked for before: arrays are shared by many resources. */
function validateRelation(param: Param, catalog: CompilerCatalog, found: Set<Value>): void {
  if (found.has(param.value)) return;
  for (const value of flatten(param.value)) {
    if (value === null || found.has(value)) continue;
    const text = referenceText(value) ?? toText(value);
    if (!isThere(text, param, catalog)) {
      throw new PuppetError(`Could not find resource '${text}' in parameter '${param.name}'`, param);
    }
    found.add(value);
  }
  found.add(param.value);
}

function isThere(text: string, param: Param, catalog: CompilerCatalog): boolean {
  try {
    return catalog.find(text) !== undefined;
  } catch (error) {
    if (error instanceof PuppetError) throw new PuppetError(error.message, param);
    throw error;
  }
}
