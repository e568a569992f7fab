import { type AnyResourceType, CompilerResource } from '../catalog/compiler-resource.ts';
import type { Param } from '../catalog/param.ts';
import { PuppetError, type PuppetPlace } from '../error.ts';
import { toText } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import { Definition } from './definitions.ts';
import type { Host } from './frame.ts';

/** Whether resources are virtual and exported. */
export interface ResourceFormFlags {
  virtual: boolean;
  exported: boolean;
  /** Declared by create_resources and not by an expression. */
  byFunction?: boolean;
}

/** Declares resources of one type with the same parameters. Classes are evaluated at once. */
export function declareResources(
  host: Host,
  typeName: string,
  titles: readonly Value[],
  params: readonly Param[],
  form: ResourceFormFlags,
  place: PuppetPlace,
): CompilerResource[] {
  const { compilation } = host;
  if (typeName.toLowerCase() === 'class') return declareClasses(host, titles, params, form, place);
  const type = compilation.findResourceType(typeName);
  const absoluteNative = type !== undefined && typeName.startsWith('::') && !(type instanceof Definition);
  if (type === undefined || absoluteNative) throw new PuppetError(`Unknown resource type: '${typeName}'`);
  const options = { params, place, ...form };
  return titles.map((title) => {
    if (title === null || title === false) refuseTitle(type);
    const resource = new CompilerResource(type, title, host, options);
    compilation.addResource(host, resource);
    return resource;
  });
}

function refuseTitle(type: AnyResourceType): never {
  const shown = type instanceof Definition ? `"${type.name}"` : `:${type.name}`;
  throw new PuppetError(`No title provided and ${shown} is not a valid resource reference`);
}

function declareClasses(
  host: Host,
  titles: readonly Value[],
  params: readonly Param[],
  form: ResourceFormFlags,
  place: PuppetPlace,
): CompilerResource[] {
  const { compilation } = host;
  const names = titles.map((title) => compilation.types.findClass(toText(title))?.name ?? toText(title));
  return names.map((name) => {
    const definition = compilation.types.findClass(name);
    if (definition === undefined) {
      throw new PuppetError(`Could not find declared class ${name}`);
    }
    const resource = new CompilerResource(definition, name, host, { params, place, kind: 'class', ...form });
    compilation.prepareClass(definition, host, resource);
    compilation.addResource(host, resource);
    compilation.evaluateClasses([name], host);
    return resource;
  });
}
