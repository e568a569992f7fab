import { broken, crash, HoconError } from './error.ts';
import { describeOrigin, joinOrigins, type Origin } from './origin.ts';
import { showValue } from './show.ts';
import {
  type HoconConcatenation,
  type HoconObject,
  type HoconValue,
  isObjectLike,
  isOpen,
  isResolved,
  listOf,
  mostValues,
  objectOf,
  tooLarge,
} from './value.ts';

const longestText = 10_000_000;

/** Whether what was there before a value doesn't count. */
export function isFinal(value: HoconValue): boolean {
  if (value.type === 'object') return value.final;
  if (value.type === 'merge') return isFinal(value.stack.at(-1)!);
  return isResolved(value);
}

/** The origin of several values; empty objects count only where all are. */
function originOf(values: readonly HoconValue[]): Origin {
  const counted = values.filter(
    (value) => value.type !== 'object' || !value.resolved || value.fields.size > 0,
  );
  const origins = counted.length === 0 ? [values[0]!.origin] : counted.map(({ origin }) => origin);
  return origins.reduce(joinOrigins);
}

const layersOf = (value: HoconValue): readonly HoconValue[] =>
  value.type === 'merge' ? value.stack : [value];

function layered(stack: readonly HoconValue[]): HoconValue {
  if (stack.slice(1).some(({ type }) => type === 'merge'))
    throw broken('placed nested DelayedMerge in a ConfigDelayedMerge, should have consolidated stack');
  return { type: 'merge', stack, origin: originOf(stack) };
}

/** A value over one that was there before: objects are merged, and what is not known yet is kept in layers. */
export function mergeOver(later: HoconValue, earlier: HoconValue): HoconValue {
  if (isFinal(later)) return later;
  if (isOpen(earlier)) return layered([...layersOf(later), ...layersOf(earlier)]);
  if (later.type !== 'object') return layered([...layersOf(later), earlier]);
  if (earlier.type === 'object') return mergeObjects(later, earlier);
  return later.resolved ? { ...later, final: true } : layered([later, earlier]);
}

function mergeObjects(later: HoconObject, earlier: HoconObject): HoconObject {
  const fields = new Map(later.fields);
  for (const [key, below] of earlier.fields) {
    const above = fields.get(key);
    fields.set(key, above === undefined ? below : mergeFields(above, below));
  }
  const isChanged = [...fields].some(([key, value]) => !isSameAs(value, later.fields.get(key)));
  if (isChanged) return objectOf(fields, originOf([later, earlier]), earlier.final);
  return earlier.final === later.final ? later : { ...later, final: earlier.final };
}

/** To the gem an object is the same whether it is final or not, so that it forgets this where all else is the same. */
function isSameAs(value: HoconValue, before: HoconValue | undefined): boolean {
  if (value === before) return true;
  return value.type === 'object' && before?.type === 'object' && value.fields === before.fields;
}

/** The gem can't compare an object with what it is not known yet to become, which it does within objects. */
function mergeFields(above: HoconValue, below: HoconValue): HoconValue {
  const merged = mergeOver(above, below);
  if (above.type === 'object' && merged.type === 'merge')
    throw broken('need to Config#resolve() before using this object, see the API docs for Config#resolve()');
  return merged;
}

/** Adjacent values as one; undefined for none. Throws a HoconError where they do not fit together. */
export function concatenate(pieces: readonly HoconValue[]): HoconValue | undefined {
  const joined = joinAll(pieces);
  if (joined.length < 2) return joined[0];
  const origin = joined.map((piece) => piece.origin).reduce(joinOrigins);
  return { type: 'concatenation', pieces: joined, origin };
}

function joinAll(pieces: readonly HoconValue[]): HoconValue[] {
  if (pieces.length < 2) return [...pieces];
  const joined: HoconValue[] = [];
  for (const piece of pieces.flatMap((one) => (isConcatenation(one) ? one.pieces : [one]))) {
    const left = joined.at(-1);
    const both = left && joinTwo(left, piece);
    if (both === undefined) joined.push(piece);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

const isConcatenation = (value: HoconValue): value is HoconConcatenation => value.type === 'concatenation';

/** Undefined where it can't be told yet. */
function joinTwo(left: HoconValue, right: HoconValue): HoconValue | undefined {
  if (left.type === 'list') refuseNumbered(right);
  if (right.type === 'list') refuseNumbered(left);
  if (isObjectLike(left) && isObjectLike(right)) return mergeOver(right, left);
  if (left.type === 'list' && right.type === 'list') {
    if (left.items.length + right.items.length > mostValues) throw tooLarge();
    return listOf([...left.items, ...right.items], joinOrigins(left.origin, right.origin));
  }
  const isText = right.type === 'scalar' && right.kind === 'unquoted';
  if ((left.type === 'list' || isObjectLike(left)) && isText) return left;
  if (isOpen(left) || isOpen(right)) return undefined;
  if (left.type !== 'scalar' || right.type !== 'scalar')
    throw new HoconError(
      `${describeOrigin(left.origin)}: Cannot concatenate object or list with a non-object-or-list, ${showValue(left)} and ${showValue(right)} are not compatible`,
      'meaning',
    );
  const text = left.text + right.text;
  if (text.length > longestText) throw tooLarge();
  return {
    type: 'scalar',
    kind: 'string',
    value: text,
    text,
    origin: joinOrigins(left.origin, right.origin),
  };
}

/** The gem would make a list of an object whose keys are numbers, and fails. */
function refuseNumbered(value: HoconValue): void {
  if (value.type === 'object' && [...value.fields.keys()].some((key) => /^\s*\+?\d+(?:_\d+)*\s*$/.test(key)))
    throw crash('an object whose keys are numbers stands beside a list');
}
