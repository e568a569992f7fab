import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { convertToString, inferSet, inferType, type PType, toText } from '../../../src/puppet/types/index.ts';
import { rubyFormat, type Value } from '../../../src/puppet/values/index.ts';
import { installations } from '../installation.ts';
import * as cases from './cases.ts';
import * as ours from './ours.ts';

/** What real Puppet answers; '?' where it fails by a bug of its own. */
interface Answers {
  typeTexts: string[];
  generalized: string[];
  normalized: string[];
  assignable: string[];
  instance: string[];
  mismatches: (string | null)[][];
  inferred: [string, string][];
  [kind: string]: unknown[];
}

let real: Answers;
let types: PType[];
let values: Value[];

/** Demands our answers where real Puppet has one. */
function demand(labels: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): void {
  const pairs = labels.map((label, index) => ({ label, mine: mine[index], theirs: theirs[index] }));
  const asked = pairs.filter(({ theirs }) => theirs !== '?');
  expect(asked.map(({ label, mine }) => [label, mine])).toEqual(
    asked.map(({ label, theirs }) => [label, theirs]),
  );
}

const bit = (flag: boolean): string => (flag ? '1' : '0');

describe.each(installations)('as in Puppet $puppet', ({ puppet, ruby }) => {
  beforeAll(() => {
    real = JSON.parse(ruby(join(import.meta.dirname, 'oracle.rb'), [], JSON.stringify(cases)));
    types = cases.types.map((code) => ours.evaluate(code) as PType);
    values = cases.values.map(ours.evaluate);
  });

  test('types are written, generalised and normalised', () => {
    demand(cases.types, types.map(String), real.typeTexts);
    demand(
      cases.types,
      types.map((type) => String(type.generalize())),
      real.generalized,
    );
    demand(
      cases.types,
      types.map((type) => String(type.normalize())),
      real.normalized,
    );
  });

  test('each type is assignable to those that Puppet says', () => {
    for (const [row, type] of types.entries()) {
      const labels = cases.types.map((other) => `${cases.types[row]} <- ${other}`);
      demand(
        labels,
        types.map((other) => bit(type.isAssignable(other))),
        [...real.assignable[row]!],
      );
    }
  });

  test('each value is an instance of the types that Puppet says, and mismatches are worded alike', () => {
    for (const [row, type] of types.entries()) {
      const labels = cases.values.map((value) => `${cases.types[row]} <- ${value}`);
      demand(
        labels,
        values.map((value) => bit(type.isInstance(value))),
        [...real.instance[row]!],
      );
      demand(
        labels,
        values.map((value) => ours.mismatch(type, value)),
        real.mismatches[row]!,
      );
    }
  });

  test('values are inferred and written', () => {
    demand(
      cases.values,
      values.map((value) => [String(inferType(value)), String(inferSet(value))]),
      real.inferred,
    );
    demand(cases.values, values.map(toText), real.texts!);
    demand(
      cases.values,
      values.map((value) => ours.answer(() => convertToString(value))),
      real.strings!,
    );
  });

  test('type expressions are parsed, or refused, as Puppet does', () => {
    demand(cases.parsed, cases.parsed.map(ours.parse), real.parsed!);
    demand(cases.access, cases.access.map(ours.access), real.access!);
  });

  test('two types have the common type that Puppet finds', () => {
    demand(cases.common, cases.common.map(ours.common), real.common!);
  });

  test('values are converted, or refused, as Puppet does', () => {
    demand(cases.conversions, cases.conversions.map(ours.convert), real.conversions!);
  });

  test('values are formatted as Puppet does', () => {
    demand(cases.formats, cases.formats.map(ours.format), real.formats!);
  });

  test('calls and parameters are refused in the words of Puppet', () => {
    demand(cases.signatures, cases.signatures.map(ours.signature), real.signatures!);
    demand(cases.parameters, cases.parameters.map(ours.parameters), real.parameters!);
  });

  test('values are serialised, with rich data and without', () => {
    const mine = cases.serialized.map((code) =>
      [true, false].map((rich) => ours.serialize(ours.evaluate(code), rich, puppet === 7)),
    );
    demand(cases.serialized, mine, real.serialized!);
  });

  test('regular expressions find what they find in Ruby', () => {
    const matches = real.matches as unknown[][];
    for (const [index, source] of cases.expressions.entries()) {
      const labels = cases.texts.map((text) => [source, text]);
      demand(
        labels,
        cases.texts.map((text) => ours.match(source, text)),
        matches[index]!,
      );
    }
  });

  test('numbers are formatted as by sprintf of Ruby', () => {
    const formats = real.sprintfs as string[][];
    const numbers = cases.numbers.map(ours.evaluate);
    for (const [index, format] of cases.sprintfs.entries()) {
      const labels = cases.numbers.map((number) => [format, number]);
      demand(
        labels,
        numbers.map((number) => rubyFormat(format, [number])),
        formats[index]!,
      );
    }
  });
});
