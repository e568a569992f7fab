import type { Param } from '../catalog/param.ts';
import { PuppetError, type PuppetPlace } from '../error.ts';

/** The name of the first parameter given for the second time. */
export function duplicateName(params: readonly Param[]): string | undefined {
  const seen = new Set<string>();
  return params.find(({ name }) => seen.size === seen.add(name).size)?.name;
}

/** The error for a parameter that an override gives twice. */
export function duplicateParameter(name: string, ref: string, place: PuppetPlace): PuppetError {
  return new PuppetError(`Duplicate parameter '${name}' for on ${ref}`, place);
}
