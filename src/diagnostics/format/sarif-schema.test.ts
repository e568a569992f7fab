import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { formatters } from './index.ts';

const place = { file: 'sites/été à Lyon/[1]%.yaml', line: 2, column: 9, endLine: 2, endColumn: 13 };
const reports: readonly Diagnostic[][] = [
  [],
  [{ code: 'check/logs', severity: 'note', message: 'nowhere' }],
  [{ code: 'read/syntax', severity: 'warning', message: 'two\nlines\u0000', place, hint: 'do "this"' }],
  [
    {
      code: 'check/data',
      severity: 'error',
      message: 'x',
      place,
      related: [{ place, message: 'the first' }],
    },
  ],
];

/** The schema of the standard, which is written in draft 4; it names itself in a way that newer drafts do not know. */
function validator() {
  const path = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  expect(id).toContain('sarif-2.1.0');
  const formats = {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) =>
      /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && !/%(?![\dA-F]{2})/i.test(text),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  };
  return new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
}

const validate = validator();

function errors(log: unknown) {
  validate(log);
  return validate.errors ?? [];
}

test.each(reports.map((diagnostics) => [diagnostics.length, diagnostics]))(
  'a log of %d results is what the schema of SARIF 2.1.0 asks for: %j',
  (_, diagnostics) => {
    const report = { diagnostics, source: () => undefined };
    const log = JSON.parse(formatters.sarif(report, picocolors.createColors(false)));
    expect(errors(log)).toEqual([]);
    expect(errors({ ...log, version: '2.0.0' })).not.toEqual([]);
    expect(errors({ ...log, runs: [{ ...log.runs[0], tool: {} }] })).not.toEqual([]);
  },
);
