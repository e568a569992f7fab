import { PuppetError } from '../../error.ts';
import { eql } from '../../values/equality.ts';
import { makeHash } from '../../values/keys.ts';
import { toText } from '../../values/text.ts';
import { formatTimespan } from '../../values/timespan.ts';
import { formatTimestamp } from '../../values/timestamp.ts';
import {
  DEFAULT,
  PBinary,
  PFloat,
  type PHash,
  PObject,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  PUri,
  type Value,
} from '../../values/value.ts';
import { convertToString } from '../convert/to-string.ts';
import { article } from '../mismatch/expectation.ts';
import { rubyClassName, typeKind } from '../ruby-class.ts';
import { PStructType } from '../struct.ts';
import { PType } from '../type.ts';
import { PTypeSetType } from '../type-set.ts';
import { typeAttributes } from './type-attributes.ts';

/** How values become data. */
export interface DataOptions {
  /** Whether what JSON has not got is kept as `{"__ptype": ...}`; else it becomes text and `issue` is told. */
  richData: boolean;
  /** What messages call the whole: `File[/a]`. */
  subject: string;
  /** Whether each path that is told begins with those told before, as in Puppet 7. */
  pathsGrow: boolean;
  /** Told of each value that becomes text, in Puppet's words. */
  issue: (message: string) => void;
}

interface State extends DataOptions {
  path: Value[];
  /** What the next path is added to: the subject, or what was last told. */
  reported: string;
  /** Types being written out. */
  open: Set<PType>;
}

/** Makes data (strings, numbers, booleans, null, arrays, hashes with string keys) of a hash with string keys, as catalogs have it; throws a PuppetError. */
export function toData(parameters: PHash, options: DataOptions): PHash {
  const state: State = { ...options, path: [], reported: options.subject, open: new Set() };
  const data = new Map<Value, Value>();
  for (const [key, value] of parameters)
    data.set(key, isData(value) ? value : within(state, key, () => dataOf(value, state)));
  return data;
}

/** What is data already; most values are. */
function isData(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function within<T>(state: State, key: Value, convert: () => T): T {
  state.path.push(key);
  const data = convert();
  state.path.pop();
  return data;
}

function dataOf(value: Value, state: State): Value {
  if (value === null || typeof value !== 'object' || value instanceof PFloat) return value;
  if (Array.isArray(value))
    return value.map((item, index) => within(state, index, () => dataOf(item, state)));
  if (value instanceof Map) return hashData(value, state);
  if (value instanceof PSensitive) return tagged('Sensitive', [['__pvalue', dataOf(value.value, state)]]);
  if (value === DEFAULT) return defaultData(state);
  return state.richData ? richData(value, state) : asText(value, state);
}

function tagged(type: string, entries: readonly (readonly [string, Value])[]): PHash {
  return makeHash([['__ptype', type], ...entries]);
}

function defaultData(state: State): Value {
  if (state.richData) return tagged('Default', []);
  state.issue(
    `${report(state)} contains the special value default. It will be converted to the String 'default'`,
  );
  return 'default';
}

function hashData(hash: PHash, state: State): Value {
  const plain = [...hash.keys()].every((key) => typeof key === 'string' && key !== '__ptype');
  if (!plain) return state.richData ? pairsData(hash, state) : textKeysData(hash, state);
  return makeHash(
    [...hash].map(([key, value]) => [key, within(state, key, () => dataOf(value, state))] as const),
  );
}

function pairsData(hash: PHash, state: State): Value {
  const pairs = [...hash].flatMap(([key, value]) => {
    const plainKey = dataOf(key, state);
    return [plainKey, within(state, plainKey, () => dataOf(value, state))];
  });
  return tagged('Hash', [['__pvalue', pairs]]);
}

function textKeysData(hash: PHash, state: State): Value {
  return makeHash(
    [...hash].map(([key, value]) => {
      const text = keyText(key, state);
      return [text, within(state, text, () => dataOf(value, state))] as const;
    }),
  );
}

function keyText(key: Value, state: State): string {
  if (typeof key === 'string') return key;
  const text = toText(key);
  if (key !== DEFAULT) {
    const label = classLabel(key);
    state.issue(
      `${report(state)} contains a hash with ${article(label)} ${label} key. It will be converted to the String '${text}'`,
    );
  }
  return text;
}

function asText(value: Value, state: State): string {
  const text = toText(value);
  const label = classLabel(value);
  state.issue(
    `${report(state)} contains ${article(label)} ${label} value. It will be converted to the String '${text}'`,
  );
  return text;
}

function report(state: State): string {
  const path = state.path.map((key) => (key === null ? '[null]' : `[${convertToString(key, '%p')}]`));
  const told = state.reported + path.join('');
  if (state.pathsGrow) state.reported = told;
  return told;
}

function classLabel(value: Value): string {
  if (value instanceof PType) return `${typeKind(value)}-Type`;
  if (value instanceof PObject)
    return value.type.label === 'Error' ? 'Puppet::DataTypes::Error' : value.type.label;
  return rubyClassName(value);
}

function richData(value: Value, state: State): Value {
  if (value instanceof PType) return typeData(value, state);
  if (value instanceof PObject) return objectData(value, state);
  const scalar = scalarData(value);
  return scalar === null ? asText(value, state) : tagged(scalar[0], [['__pvalue', scalar[1]]]);
}

function scalarData(value: Value): [type: string, text: string] | null {
  if (value instanceof PRegexp) return ['Regexp', value.text];
  if (value instanceof PTimestamp) return ['Timestamp', formatTimestamp(value)];
  if (value instanceof PTimespan) return ['Timespan', formatTimespan(value)];
  if (value instanceof PSemVer) return ['SemVer', String(value)];
  if (value instanceof PSemVerRange) return ['SemVerRange', String(value)];
  if (value instanceof PUri) return ['URI', String(value)];
  return value instanceof PBinary ? ['Binary', String(value)] : null;
}

/** Attributes in the order of the constructor, without those at the end that have their default. */
function objectData({ type, attributes }: PObject, state: State): Value {
  const { elements } = type.initType();
  const ordered = [
    ...elements.filter(({ optional }) => !optional),
    ...elements.filter(({ optional }) => optional),
  ];
  const defaults = type.allAttributes();
  const isDefault = (name: string): boolean => {
    const { value } = defaults.get(name)!;
    return value !== undefined && eql(value, attributes.get(name) ?? null);
  };
  while (
    ordered.length > 0 &&
    ordered[ordered.length - 1]!.optional &&
    isDefault(ordered[ordered.length - 1]!.name)
  ) {
    ordered.pop();
  }
  const entries = ordered.map(
    ({ name }) => [name, within(state, name, () => dataOf(attributes.get(name) ?? null, state))] as const,
  );
  return tagged(type.label, entries);
}

function typeData(type: PType, state: State): Value {
  if (type instanceof PTypeSetType) {
    throw new PuppetError(
      "Initializer for class Puppet::Pops::Types::PTypeSetType parameter 'name_or_init_hash' does not match any of the the attributes of type Pcore::TypeSetType",
    );
  }
  if (state.open.has(type)) {
    const label = `Puppet::Pops::Types::P${typeKind(type)}Type`;
    throw new PuppetError(`Endless recursion detected when attempting to serialize value of class ${label}`);
  }
  state.open.add(type);
  const attributes =
    type instanceof PStructType ? [membersData(type, state)] : attributesData(typeAttributes(type), state);
  state.open.delete(type);
  return tagged(`Pcore::${typeKind(type)}Type`, attributes);
}

function attributesData(
  attributes: readonly (readonly [string, Value])[],
  state: State,
): (readonly [string, Value])[] {
  return attributes.map(([name, value]) => [name, within(state, name, () => dataOf(value, state))] as const);
}

function membersData({ elements }: PStructType, state: State): readonly [string, Value] {
  const members = elements.map(({ keyType, valueType }) => {
    const attributes: [string, Value][] = [
      ['key_type', keyType],
      ['value_type', valueType],
    ];
    return tagged('Pcore::StructElement', attributesData(attributes, state));
  });
  return ['elements', members];
}
