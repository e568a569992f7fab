import { PuppetError } from '../error.ts';
import type { Scope } from '../evaluate/scope.ts';
import { splitKey } from '../functions/support/navigation.ts';
import { rubyToS } from '../functions/support/ruby-text.ts';
import { makeHash } from '../values/keys.ts';
import type { Value } from '../values/value.ts';
import { digValue } from './key.ts';

/** What interpolation asks of a scope. */
export type Variables = Pick<Scope, 'hasVariable' | 'lookupVariable'>;

/** What `%{…}` may refer to. */
export interface Interpolation {
  readonly scope: Variables;
  /** `%{lookup('key')}` and `%{alias('key')}`; not in the paths of a hierarchy. */
  readonly lookup?: (key: string) => Value;
  /** Variables that win over the scope's. */
  readonly overrides?: ReadonlyMap<string, Value>;
}

/** Replaces `%{…}` in the strings of a value, keys of hashes included. Source: Puppet's manual, "Interpolate data in Hiera". */
export function interpolate(value: Value, context: Interpolation): Value {
  if (typeof value === 'string') return value.includes('%{') ? interpolateText(value, context) : value;
  if (Array.isArray(value)) return value.map((item) => interpolate(item, context));
  if (!(value instanceof Map)) return value;
  return makeHash(
    [...value].map(([key, item]) => [interpolate(key, context), interpolate(item, context)] as const),
  );
}

/** The same for a path, which is a text always. */
export function interpolatePath(path: string, context: Interpolation): string {
  return rubyToS(interpolate(path, context));
}

const expression = /%\{([^}]*)\}/g;
const method = /^(\w+)\((?:"([^"]+)"|'([^']+)')\)$/;
const empty = new Set(['', '::', '""', "''", '"::"', "'::'"]);

function interpolateText(text: string, context: Interpolation): Value {
  const only = /^%\{([^}]*)\}$/.exec(text);
  const alias = only && method.exec(only[1]!.trim());
  if (alias?.[1] === 'alias') return lookupIn(context, alias[2] ?? alias[3]!);
  return text.replace(expression, (_, inner: string) => rubyToS(one(inner.trim(), context)));
}

function one(inner: string, context: Interpolation): Value {
  if (empty.has(inner)) return '';
  const call = method.exec(inner);
  const value = call ? callMethod(call[1]!, call[2] ?? call[3]!, context) : variable(inner, context);
  return call?.[1] === 'literal' ? value : interpolate(value, context);
}

function callMethod(name: string, argument: string, context: Interpolation): Value {
  if (!context.lookup)
    throw new PuppetError('Interpolation using method syntax is not allowed in this context');
  switch (name) {
    case 'literal':
      return argument;
    case 'scope':
      return variable(argument, context);
    case 'lookup':
    case 'hiera':
      return lookupIn(context, argument);
    case 'alias':
      throw new PuppetError(
        "'alias' interpolation is only permitted if the expression is equal to the entire string",
      );
    default:
      throw new PuppetError(`Unknown interpolation method '${name}'`);
  }
}

function lookupIn(context: Interpolation, key: string): Value {
  if (!context.lookup)
    throw new PuppetError('Interpolation using method syntax is not allowed in this context');
  return context.lookup(key);
}

function variable(name: string, { scope, overrides }: Interpolation): Value {
  const [root, ...path] = splitKey(name, `Syntax error in string: %{${name}}`);
  const plain = String(root).replace(/^::/, '');
  const override = overrides?.get(plain);
  const value = override ?? (scope.hasVariable(plain) ? scope.lookupVariable(plain) : null);
  return value === null ? null : (digValue(value, path, name) ?? null);
}
