import { PuppetError } from '../error.ts';
import { toText } from '../types/index.ts';
import type { CompilerCatalog } from './compiler-catalog.ts';
import { flatten } from './flatten.ts';
import { isRelationParam } from './metaparams.ts';
import type { Param } from './param.ts';
import { referenceText } from './references.ts';

/** Every resource named in require, before, subscribe and notify must be in the catalog; throws at the first that isn't. */
export function validateRelations(catalog: CompilerCatalog): void {
  for (const resource of catalog.resources) {
    if (resource.virtual) continue;
    for (const param of resource.params.values()) {
      if (isRelationParam(param.name)) validateRelation(param, catalog);
    }
  }
}

function validateRelation(param: Param, catalog: CompilerCatalog): void {
  const values = flatten(param.value);
  for (const value of values) {
    if (value === null) continue;
    const text = referenceText(value) ?? toText(value);
    if (find(text, param, catalog)) continue;
    throw new PuppetError(`Could not find resource '${text}' in parameter '${param.name}'`, param);
  }
}

function find(text: string, param: Param, catalog: CompilerCatalog): boolean {
  try {
    return catalog.find(text) !== undefined;
  } catch (error) {
    if (error instanceof PuppetError) throw new PuppetError(error.message, param);
    throw error;
  }
}
