import type { CompilerResource } from '../catalog/compiler-resource.ts';
import { flatten } from '../catalog/flatten.ts';
import { withCapitalArticle } from '../syntax/labels.ts';
import { capitalizeSegments, PClassType, PResourceType } from '../types/catalog-types.ts';
import type { Value } from '../values/value.ts';
import { type AccessSites, keyTypeName } from './access.ts';
import type { Frame } from './frame.ts';
import { failAt, type Site } from './issues.ts';
import { valueLabel } from './labels.ts';
import { interpolated } from './strings.ts';

const typeNameRule = /^((::){0,1}[A-Z][\w]*)+$/;
const classNameRule = /^((::)?[a-z]\w*)(::[a-z]\w*)*$/;

/** `Class[a]`, `File['x']`, `Resource[file, x]`, and parameters of resources: `File['x']['mode']`. */
export function accessCatalogType(
  type: PClassType | PResourceType,
  keys: readonly Value[],
  sites: AccessSites,
  frame: Frame,
): Value {
  if (keys.length === 0) {
    failAt(sites.whole, `${type}[] accepts 1 or more arguments. Got 0`, 'BAD_TYPE_SLICE_ARITY');
  }
  return type instanceof PClassType
    ? accessClass(type, keys, sites, frame)
    : accessResource(type, keys, sites, frame);
}

/** Keys without undef, flat; `many` when the result is an array. */
function titlesOf(keys: readonly Value[]): { titles: Value[]; many: boolean } {
  const titles = flatten(keys).filter((key) => key !== null);
  return { titles, many: keys.length > 1 || Array.isArray(keys[0]) };
}

function accessClass(type: PClassType, keys: readonly Value[], sites: AccessSites, frame: Frame): Value {
  const { titles, many } = titlesOf(keys);
  if (titles.length === 0) return many ? [] : null;
  const name = type.className;
  const result =
    name === null
      ? titles.map((title, index) => new PClassType(className(title, sites.keys[index] ?? sites.whole)))
      : parameters('Class', name, frame.compiler.findResource('class', name), titles, sites);
  return many ? result : result.at(-1)!;
}

function className(title: Value, site: Site): string {
  if (typeof title !== 'string') {
    const label = withCapitalArticle(valueLabel(title));
    const message = `Illegal Class name in class reference. ${label} cannot be used where a String is expected`;
    return failAt(site, message, 'ILLEGAL_HOSTCLASS_NAME');
  }
  const name = title.toLowerCase().replace(/^::/, '');
  if (classNameRule.test(name)) return name;
  const rule = '/^((::)?[a-z_]\\w*)(::[a-z]\\w*)*$/';
  return failAt(
    site,
    `Illegal name. The given name '${title}' does not conform to the naming rule ${rule}`,
    'ILLEGAL_NAME',
  );
}

function accessResource(
  type: PResourceType,
  keys: readonly Value[],
  sites: AccessSites,
  frame: Frame,
): Value {
  const [key] = keys;
  if (keys.length === 1 && typeof key === 'string' && type.typeName !== null && type.title === null)
    return new PResourceType(type.typeName, key);
  const bare = type.typeName === null;
  const typeName = bare ? resourceTypeName(keys[0]!, sites) : type.typeName!;
  const rest = bare ? keys.slice(1) : keys;
  const { titles, many } = titlesOf(rest);
  if (titles.length === 0 && rest.length > 0) return many ? [] : null;
  if (type.title !== null) {
    const values = parameters(
      typeName,
      type.title,
      frame.compiler.findResource(typeName, type.title),
      titles,
      sites,
    );
    return many ? values : values.at(-1)!;
  }
  if (titles.length === 0) return new PResourceType(typeName, null);
  const offset = keys.length === titles.length ? 0 : 1;
  const result = titles.map((title, index) => reference(type, typeName, title, sites, index + offset));
  return many ? result : result.at(-1)!;
}

function reference(
  type: PResourceType,
  typeName: string,
  title: Value,
  sites: AccessSites,
  index: number,
): Value {
  if (typeof title === 'string') return new PResourceType(typeName, title);
  const message = `Cannot use ${keyTypeName(title)} where a resource title String is expected`;
  return failAt(
    sites.keys[index] ?? sites.whole,
    `Error creating type specialization of a ${type}-Type, ${message}`,
    'BAD_TYPE_SPECIALIZATION',
  );
}

function resourceTypeName(key: Value, sites: AccessSites): string {
  const site = sites.keys[0] ?? sites.whole;
  if (key instanceof PResourceType && key.typeName !== null) return key.typeName;
  if (key instanceof PClassType) return 'Class';
  if (typeof key !== 'string') {
    const message = `First argument to Resource[] must be a resource type or a String. Got ${keyTypeName(key)}.`;
    return failAt(site, message, 'ILLEGAL_RESOURCE_SPECIALIZATION');
  }
  const name = capitalizeSegments(key);
  if (typeNameRule.test(name)) return name;
  return failAt(
    site,
    `Illegal type reference. The given name '${name}' does not conform to the naming rule`,
    'ILLEGAL_CLASSREF',
  );
}

function parameters(
  typeName: string,
  title: string,
  resource: CompilerResource | undefined,
  names: readonly Value[],
  sites: AccessSites,
): Value[] {
  if (resource === undefined) {
    return failAt(sites.whole, `Resource not found: ${typeName}['${title}']`, 'UNKNOWN_RESOURCE');
  }
  return names.map((name) => {
    if (typeof name === 'string' && resource.isValidParameter(name)) return resource.getOrDefault(name);
    const capitalized = typeName.charAt(0).toUpperCase() + typeName.slice(1).toLowerCase();
    const message = `The resource ${capitalized}['${title}'] does not have a parameter called '${interpolated(name)}'`;
    return failAt(sites.whole, message, 'UNKNOWN_RESOURCE_PARAMETER');
  });
}
