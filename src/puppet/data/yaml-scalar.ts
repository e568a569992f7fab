import type { Scalar } from 'yaml';
import { normalizeInteger } from '../values/integer.ts';
import { PFloat, type Value } from '../values/value.ts';

/** A scalar that stands for a Ruby class which data must not hold. */
export class DisallowedClass extends Error {}

/** The value of a scalar by its tag, style and text, as Psych 4 finds it. */
export function scanScalar(node: Scalar): Value {
  const text = node.value === null ? '' : String(node.value);
  const tag = node.tag?.replace('tag:yaml.org,2002:', '!');
  if (tag === '!str') return text;
  refuseObject(tag);
  if (tag === '!binary') return Buffer.from(text, 'base64').toString('utf8');
  if (node.type !== 'PLAIN' && node.type !== undefined) return text;
  const value = scanPlain(text);
  if (tag !== '!float' || typeof value !== 'number') return value;
  return new PFloat(value);
}

/** Tags of Ruby's own ask for an object of a class; that of facts is what Puppet's caches of them are. */
export function refuseObject(tag: string | undefined): void {
  const wanted = /^!ruby\/(?:object|struct|exception|hash|array|string):(.+)$/.exec(tag ?? '')?.[1];
  if (wanted !== undefined && wanted !== 'Puppet::Node::Facts') throw new DisallowedClass(wanted);
}

const wordish = /^[^\d.:-]?[\p{L}\p{M}_\s!@#$%^&*(){}<>|/\\~;=]+/u;
const asciiWordish = /^[^\d.:-]?[A-Za-z_\s!@#$%^&*(){}<>|/\\~;=]+/;
const ascii = /^[\x00-\x7f]*$/;
const time =
  /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;
const date = /^(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)$/;
const sexagesimal = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}$/;
const sexagesimalFloat = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}\.[0-9_]*$/;
const float = /^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/;
const integer =
  /^(?:[-+]?0b[0-1_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+)$/;

/** A plain text: a word, or one of the many ways to write a number. */
function scanPlain(text: string): Value {
  if (text === '') return null;
  if (text.includes('\n') || isWordish(text)) return scanWord(text);
  if (time.test(text)) throw new DisallowedClass('Time');
  const day = date.exec(text);
  if (day) return scanDate(text, Number(day[1]), Number(day[2]), Number(day[3]));
  if (/^\+?\.inf$/i.test(text)) return new PFloat(Number.POSITIVE_INFINITY);
  if (/^-\.inf$/i.test(text)) return new PFloat(Number.NEGATIVE_INFINITY);
  if (/^\.nan$/i.test(text)) return new PFloat(Number.NaN);
  if (/^:./.test(text)) return text;
  return scanNumber(text);
}

/** The expression for all letters there are takes a millisecond to compile. */
function isWordish(text: string): boolean {
  return ascii.test(text) ? asciiWordish.test(text) : wordish.test(text);
}

function scanWord(text: string): Value {
  if (text.length > 5) return text;
  if (/^(~|null)$/i.test(text)) return null;
  if (/^(yes|true|on)$/i.test(text)) return true;
  return /^(no|false|off)$/i.test(text) ? false : text;
}

function scanDate(text: string, year: number, month: number, day: number): Value {
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() === month - 1 && made.getUTCDate() === day) throw new DisallowedClass('Date');
  return text;
}

function scanNumber(text: string): Value {
  if (sexagesimal.test(text))
    return normalizeInteger(BigInt(sixties(text, (part) => Number.parseInt(part, 10))));
  if (sexagesimalFloat.test(text)) return new PFloat(sixties(text, (part) => Number.parseFloat(part)));
  if (float.test(text)) return /^[-+]?\.$/.test(text) ? text : new PFloat(Number(text.replace(/[,_]/g, '')));
  return integer.test(text) ? scanInteger(text.replace(/[,_]/g, '')) : text;
}

/** Psych counts the first part as hours, whether there are two parts or three. */
function sixties(text: string, read: (part: string) => number): number {
  const parts = text.replaceAll('_', '').split(':');
  return parts.reduce((sum, part, index) => sum + read(part) * 60 ** Math.abs(index - 2), 0);
}

function scanInteger(text: string): Value {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return normalizeInteger(negative ? -value : value);
}
