import type { ErrorObject } from 'ajv';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/didyoumean.ts';
import { formats } from './formats.ts';
import { type Node, nodeAt, type Path, placeAtPath, placeOfKey, placeOfKeyAt, placeOfStart } from './node.ts';
import { dereference, type Schema } from './schemas.ts';

/** An error of the validator, and where it is. */
interface Context {
  readonly root: Node;
  readonly path: Path;
  readonly error: ErrorObject;
  readonly label: string;
}

/** What is wrong, in the words of a diagnostic. */
export interface Finding {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly place?: Diagnostic['place'];
  readonly path?: Path;
}

/** Puts an error of the validator into words, with its precise place and a hint where there is one. */
export function findingOf(root: Node, path: Path, error: ErrorObject): Finding {
  return (findings[error.keyword] ?? other)({ root, path, error, label: labelOf(path) });
}

function labelOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  if (typeof last === 'string') return `'${last}'`;
  return path.length > 1 ? `Item ${last + 1} of ${labelOf(path.slice(0, -1))}` : `Item ${last + 1}`;
}

const findings: Readonly<Record<string, (context: Context) => Finding>> = {
  type: ({ error, label }) => wrongType(label, [error.params.type as string], error.data),
  anyOf: ({ error, label }) => noBranch(label, error),
  required: ({ root, path, error, label }) => ({
    message: `${path.length === 0 ? 'The file' : label} lacks '${error.params.missingProperty}'.`,
    place: path.length === 0 ? placeOfStart(root) : placeOfKeyAt(root, path),
    hint: hintOfDescription(error.parentSchema as Schema, error.params.missingProperty as string),
  }),
  additionalProperties: ({ root, path, error }) => {
    const key = error.params.additionalProperty as string;
    const known = Object.keys((error.parentSchema as Schema).properties ?? {});
    const hint = didYouMean(key, known) ?? `there are ${known.join(', ')}`;
    const place = placeOfKey(nodeAt(root, path)!, key);
    return { message: `'${key}' is no property here.`, hint, place, path: [...path, key] };
  },
  enum: ({ error, label }) => notOneOf(label, error.params.allowedValues as unknown[], error.data),
  const: ({ error, label }) => notOneOf(label, [error.params.allowedValue], error.data),
  discriminator: ({ root, path, error }) => noVariant(root, path, error),
  format: ({ root, path, error, label }) => wrongFormat(root, path, error, label),
  pattern: ({ error, label }) => ({
    message: `${label} is not as it should be: ${describe(error.data)}.`,
    hint: lowerFirst((error.parentSchema as Schema).description),
  }),
  minimum: ({ error, label }) => ({ message: `${label} must be at least ${error.params.limit}.` }),
  maximum: ({ error, label }) => ({ message: `${label} must be at most ${error.params.limit}.` }),
  minItems: ({ label }) => ({ message: `${label} is an empty list.`, hint: 'name one, or remove the line' }),
  minLength: ({ label, error }) => ({
    message: `${label} must have at least ${error.params.limit} ${error.params.limit === 1 ? 'character' : 'characters'}.`,
  }),
  maxLength: ({ label, error }) => ({
    message: `${label} must have at most ${error.params.limit} characters.`,
  }),
  uniqueItems: ({ path, error, label, root }) => ({
    message: `${label} holds ${describe((error.data as unknown[])[error.params.i as number])} twice.`,
    place: placeAtPath(root, [...path, Math.max(error.params.i as number, error.params.j as number)]),
    hint: 'remove one of them',
  }),
};

const other = ({ error, label }: Context): Finding => ({
  message: `${label} ${error.message ?? 'is wrong'}.`,
});

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

function wrongType(label: string, types: readonly string[], data: unknown): Finding {
  const expected = types.map((type) => typeNames[type] ?? type).join(' or ');
  if (data === null) return { message: `${label} has no value.`, hint: 'give one, or remove the line' };
  return { message: `${label} must be ${expected}, not ${describe(data)}.`, hint: typeHint(types, data) };
}

function typeHint(types: readonly string[], data: unknown): string | undefined {
  if (types.includes('string') && (typeof data === 'number' || typeof data === 'boolean')) {
    return 'put it in quotes, with a unit if it is a size or a duration';
  }
  if (types.includes('boolean') && /^(yes|on|y)$/i.test(String(data))) return 'write true';
  if (types.includes('boolean') && /^(no|off|n)$/i.test(String(data))) return 'write false';
  if (types.includes('array') && typeof data === 'string') return `write [${data}]`;
  const numeric = types.includes('integer') || types.includes('number');
  return numeric && /^\d+(\.\d+)?$/.test(String(data)) ? 'write it without quotes' : undefined;
}

function noBranch(label: string, error: ErrorObject): Finding {
  const branches = error.params.branches as readonly ErrorObject[];
  if (error.data === null) return wrongType(label, [], null);
  const values = branches
    .filter(({ keyword }) => keyword === 'const')
    .map(({ params }) => params.allowedValue);
  const types = branches
    .filter(({ keyword }) => keyword === 'type')
    .map(({ params }) => params.type as string);
  const others = types.filter((type) => !values.some((value) => typeof value === type));
  const expected = [...values.map(describe), ...new Set(others.map((type) => typeNames[type] ?? type))];
  const hint =
    typeof error.data === 'string' ? didYouMean(error.data, values.map(String)) : typeHint(types, error.data);
  return { message: `${label} must be ${expected.join(' or ')}, not ${describe(error.data)}.`, hint };
}

function notOneOf(label: string, allowed: readonly unknown[], data: unknown): Finding {
  if (data === null) return wrongType(label, [], null);
  const message = `${label} must be ${allowed.length > 1 ? 'one of ' : ''}${allowed.map(String).join(', ')}, not ${describe(data)}.`;
  return { message, hint: typeof data === 'string' ? didYouMean(data, allowed.map(String)) : undefined };
}

function noVariant(root: Node, path: Path, error: ErrorObject): Finding {
  const tag = error.params.tag as string;
  const variants = variantsOf(error);
  const value = error.params.tagValue as unknown;
  if (value === undefined) {
    return {
      message: `${labelOf(path)} lacks '${tag}'.`,
      hint: `there are ${variants.join(', ')}`,
      place: placeOfKeyAt(root, path),
    };
  }
  return { ...notOneOf(`'${tag}'`, variants, value), place: placeAtPath(root, [...path, tag]) };
}

function variantsOf(error: ErrorObject): readonly string[] {
  const { oneOf = [] } = error.parentSchema as Schema;
  return oneOf.map((branch) => String(dereference(branch, 'site').schema.properties?.type?.const));
}

function wrongFormat(root: Node, path: Path, error: ErrorObject, label: string): Finding {
  const refusal = formats[error.params.format as string]!(error.data as string);
  const reason = refusal?.reason ?? 'it is not as it should be';
  const key = error.propertyName;
  if (key === undefined)
    return { message: `${label} is ${describe(error.data)}: ${reason}.`, hint: refusal?.hint };
  const place = placeOfKey(nodeAt(root, path)!, key);
  return {
    message: `${describe(key)} is no name: ${reason}.`,
    hint: refusal?.hint,
    place,
    path: [...path, key],
  };
}

function hintOfDescription(schema: Schema, property: string): string | undefined {
  return lowerFirst(schema.properties?.[property]?.description);
}

function lowerFirst(text: string | undefined): string | undefined {
  return text && text[0]!.toLowerCase() + text.slice(1).replace(/\.$/, '');
}

/** A value as a message shows it: shortened, and never several lines. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value !== 'string') return String(value);
  const text = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value).slice(1, -1);
  return `'${text.replaceAll('\\"', '"')}'`;
}
