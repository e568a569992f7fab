import { rubyToS } from '../functions/support/ruby-text.ts';
import { makeHash } from '../values/keys.ts';
import type { Value } from '../values/value.ts';
import { LookupError } from './errors.ts';
import type { Invocation } from './invocation.ts';
import { dig, splitSegments } from './key.ts';

/** Looks a key up from within data: what `%{lookup('key')}` and `%{alias('key')}` stand for, '' where there is none. */
export type InnerLookup = (key: string, invocation: Invocation) => Value;

/** What `%{…}` may use: an inner lookup, which paths and options of a hierarchy must not. */
export interface Interpolation {
  readonly invocation: Invocation;
  readonly lookup: InnerLookup;
  readonly methods: boolean;
}

/** Replaces `%{…}` in the strings of a value, keys of hashes included. Source: Puppet's manual, "Interpolate data in Hiera". */
export function interpolate(value: Value, context: Interpolation): Value {
  return isConstant(value) ? value : replaced(value, context);
}

function replaced(value: Value, context: Interpolation): Value {
  if (typeof value === 'string') return value.includes('%{') ? interpolateText(value, context) : value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, context));
  if (!(value instanceof Map)) return value;
  return makeHash(
    [...value].map(([key, item]) => [replaced(key, context), replaced(item, context)] as const),
  );
}

/** The same for a path or another text, which stays a text. */
export function interpolatePath(path: string, context: Interpolation): string {
  return rubyToS(interpolate(path, context));
}

/** Whether arrays and hashes hold nothing to replace; data files are asked for the same ones again and again. */
const constants = new WeakMap<object, boolean>();

function isConstant(value: Value): boolean {
  if (typeof value === 'string') return !value.includes('%{');
  if (!Array.isArray(value) && !(value instanceof Map)) return true;
  let known = constants.get(value);
  if (known === undefined) {
    known = Array.isArray(value)
      ? value.every(isConstant)
      : [...value].every(([key, item]) => isConstant(key) && isConstant(item));
    constants.set(value, known);
  }
  return known;
}

const expression = /%\{([^}]*)\}/g;
const method = /^(\w+)\((?:"([^"]+)"|'([^']+)')\)$/;
const empty = new Set(['', '::', '""', "''", '"::"', "'::'"]);

function interpolateText(text: string, context: Interpolation): Value {
  return context.invocation.within({ kind: 'interpolate', text }, () => {
    const alias = aliasOf(text, context);
    if (alias !== undefined) return context.lookup(alias, context.invocation);
    return text.replace(expression, (_, inner: string) => rubyToS(one(inner.trim(), text, context)));
  });
}

/** The key of a text that is nothing but an alias, whose value need not be a text. */
function aliasOf(text: string, context: Interpolation): string | undefined {
  const inner = /^%\{([^}]*)\}$/.exec(text)?.[1]?.trim();
  const [name, key] = inner === undefined ? [] : parse(inner, context);
  return name === 'alias' ? key : undefined;
}

function parse(inner: string, { methods }: Interpolation): [name: string, key: string] {
  const call = method.exec(inner);
  if (call === null) return ['scope', inner];
  if (!methods)
    throw issue(
      'HIERA_INTERPOLATION_METHOD_SYNTAX_NOT_ALLOWED',
      'Interpolation using method syntax is not allowed in this context',
    );
  return [call[1]!, call[2] ?? call[3]!];
}

function one(inner: string, text: string, context: Interpolation): Value {
  if (empty.has(inner)) return '';
  const [name, key] = parse(inner, context);
  const value = evaluated(name, key, text, context);
  return context.invocation.check(name === 'scope' ? `scope:${key}` : key, () => interpolate(value, context));
}

function evaluated(name: string, key: string, text: string, context: Interpolation): Value {
  switch (name) {
    case 'scope':
      return scopeValue(key, text, context.invocation);
    case 'literal':
      return key;
    case 'lookup':
    case 'hiera':
      return context.lookup(key, context.invocation);
    case 'alias':
      throw issue(
        'HIERA_INTERPOLATION_ALIAS_NOT_ENTIRE_STRING',
        "'alias' interpolation is only permitted if the expression is equal to the entire string",
      );
    default:
      throw issue(
        'HIERA_INTERPOLATION_UNKNOWN_INTERPOLATION_METHOD',
        `Unknown interpolation method '${name}'`,
      );
  }
}

function issue(code: string, message: string): LookupError {
  return new LookupError(message, {}, code);
}

/** The value of a variable, or of what a dotted key names below it; null where there is none. */
export function scopeValue(key: string, text: string, invocation: Invocation): Value {
  const [first, ...path] = splitSegments(key, (problem) => `${problem} in string: ${text}`);
  const root = String(first);
  const start = invocation.within({ kind: 'scope', text: 'Global Scope' }, () => rootValue(root, invocation));
  const value = start === null || path.length === 0 ? start : (dig(key, path, start, invocation) ?? null);
  if (!(value !== null && key.startsWith('::')))
    invocation.remembered?.push({ key, root, path, value, start });
  return value;
}

/** Puppet 8 doesn't mind that a variable is unknown which the lookup has a default for. */
function variable(name: string, { scope, defaults }: Invocation): Value {
  const quiet = scope.compiler.options.puppetVersion === 8 && defaults.has(name);
  return quiet ? (scope.find(name) ?? null) : scope.lookupVariable(name);
}

function rootValue(root: string, invocation: Invocation): Value {
  const { overrides, defaults, scope, locals, explainer } = invocation;
  const override = overrides.get(root);
  if (override !== undefined) {
    explainer?.note('found_in_overrides', root, override);
    return override;
  }
  const local = locals?.get(root);
  const value = local === undefined ? variable(root, invocation) : local;
  if (value !== null || local === null || scope.hasVariable(root)) return invocation.found(root, value);
  const fallback = defaults.get(root);
  if (fallback !== undefined) explainer?.note('found_in_defaults', root, fallback);
  return fallback ?? null;
}
