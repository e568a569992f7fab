import { DEFAULT, PRegexp, type Value } from '../values/value.ts';
import {
  type Access,
  arity,
  badSpecialization,
  type Fail,
  flatten,
  keyTypeName,
  typeLabel,
  uppercaseLabel,
} from './access-support.ts';
import { PClassType, PResourceType } from './catalog-types.ts';
import { article } from './mismatch/expectation.ts';
import { rubyClassName } from './ruby-class.ts';
import { PType } from './type.ts';

const classReference = /^(?:(?:::)?[A-Z]\w*)+$/;

/** `File[a, b]` and `Resource[file, a]`. */
export const accessResource: Access = (type, keys, fail) => {
  const resource = type as PResourceType;
  if (keys.length === 0)
    return arity(`${article(String(type)) === 'an' ? 'An' : 'A'} ${typeLabel(type)}`, 1, Infinity, 0, fail);
  const titles = resource.typeName === null ? keys.slice(1) : keys;
  const typeName = resource.typeName ?? resourceTypeName(keys[0]!, fail);
  if (!classReference.test(typeName)) {
    fail(`Illegal type reference. The given name '${typeName}' does not conform to the naming rule`, 0);
  }
  const isList = titles.length > 1 || Array.isArray(titles[0]);
  const flat = flatten(titles).filter((title) => title !== null);
  if (flat.length === 0 && titles.length > 0) return isList ? [] : null;
  if (flat.length === 0) return new PResourceType(typeName);
  const made = flat.map((title, index) =>
    titled(type, typeName, title, titles.length === flat.length ? index : index + 1, fail),
  );
  return isList ? made : made[made.length - 1]!;
};

function resourceTypeName(key: Value, fail: Fail): string {
  const name =
    typeof key === 'string'
      ? new PResourceType(key).typeName
      : key instanceof PResourceType
        ? key.typeName
        : null;
  if (name !== null) return name;
  return fail(
    `First argument to Resource[] must be a resource type or a String. Got ${keyTypeName(key)}.`,
    0,
  );
}

function titled(type: PType, typeName: string, title: Value, index: number, fail: Fail): PType {
  if (typeof title === 'string') return new PResourceType(typeName, title);
  return badSpecialization(
    type,
    index,
    `Cannot use ${keyTypeName(title)} where a resource title String is expected`,
    fail,
  );
}

/** `Class[a, b]`. */
export const accessClass: Access = (type, keys, fail) => {
  if (keys.length === 0) return arity(uppercaseLabel(type), 1, Infinity, 0, fail);
  const isList = keys.length > 1 || Array.isArray(keys[0]);
  const names = flatten(keys).filter((name) => name !== null);
  if (names.length === 0) return isList ? [] : null;
  const made = names.map((name, index) => new PClassType(classNameOf(name, index, fail)));
  return isList ? made : made[made.length - 1]!;
};

function classNameOf(value: Value, index: number, fail: Fail): string {
  if (typeof value !== 'string') {
    const label = valueLabel(value);
    const indefinite = article(label) === 'an' ? 'An' : 'A';
    return fail(
      `Illegal Class name in class reference. ${indefinite} ${label} cannot be used where a String is expected`,
      index,
    );
  }
  const name = value.toLowerCase().replace(/^::/, '');
  if (/^(?:::)?[a-z]\w*(?:::[a-z]\w*)*$/.test(name)) return name;
  return fail(
    `Illegal name. The given name '${value}' does not conform to the naming rule /^((::)?[a-z_]\\w*)(::[a-z]\\w*)*$/`,
    index,
  );
}

function valueLabel(value: Value): string {
  if (value instanceof PType) return typeLabel(value);
  if (typeof value === 'boolean') return 'Boolean';
  if (value instanceof PRegexp) return 'Regexp';
  return value === DEFAULT ? 'Symbol' : rubyClassName(value);
}
