import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import { codeFrame } from './frame.ts';
import { formatters } from './index.ts';

const plain = picocolors.createColors(false);
const at = (line: number, column: number, endColumn = column, endLine = line) => ({
  file: 'sites/a b/site.yaml',
  ...{ line, column, endLine, endColumn },
});
const error: Diagnostic = {
  code: 'check/data',
  severity: 'error',
  message: 'one: 50%, two\nthree',
  place: at(2, 9, 13),
  hint: 'do, or: not',
  related: [{ place: at(1, 1), message: 'the first' }],
};
const note: Diagnostic = { code: 'check/logs', severity: 'note', message: 'nowhere' };
const report = (...diagnostics: Diagnostic[]): Report => ({
  diagnostics,
  source: () => 'first: line\nsecond: here and there\n',
});

describe('text', () => {
  test('has the place that editors follow, the frame, the hint and what is related', () => {
    expect(formatters.text(report(error, note), plain)).toBe(
      [
        'sites/a b/site.yaml:2:9: error: one: 50%, two\ufffdthree [check/data]',
        '  1 | first: line',
        '> 2 | second: here and there',
        '    |         ^^^^',
        '  hint: do, or: not',
        '  sites/a b/site.yaml:1:1: the first',
        '',
        'note: nowhere [check/logs]',
        '',
        '1 error, 1 note',
        '',
      ].join('\n'),
    );
  });

  test('is empty where nothing was found', () => {
    expect(formatters.text(report(), plain)).toBe('');
  });
});

describe('code frames', () => {
  const underlined = (source: string, place: ReturnType<typeof at>) => {
    const lines = codeFrame(source, place, plain).split('\n');
    const mark = lines.at(-1)!;
    const from = mark.indexOf('^');
    return lines.at(-2)!.slice(from, from + mark.length - from);
  };

  test('underline the range, after tabs and in long lines too', () => {
    expect(underlined('a: word', at(1, 4, 8))).toBe('word');
    expect(underlined('\t\ta: word', at(1, 6, 10))).toBe('word');
    expect(underlined(`${'x'.repeat(5000)} word ${'y'.repeat(5000)}`, at(1, 5002, 5006))).toBe('word');
    expect(underlined('a: [word,\nb]', at(1, 5, 2, 2))).toBe('word,');
    expect(underlined('one\r\ntwo: word\r\nthree', at(2, 6, 10))).toBe('word');
  });

  test('mark a point, also behind the end of the line', () => {
    expect(codeFrame('a:', at(1, 3), plain)).toBe('> 1 | a:\n    |   ^');
  });

  test('show nothing of a terminal that a source would command', () => {
    expect(codeFrame('a: \u001b[31m\u202e\u0007', at(1, 4), plain)).not.toMatch(/[\u001b\u202e\u0007]/);
  });

  test('are empty where the source has no such line', () => {
    expect(codeFrame('a', at(7, 1), plain)).toBe('');
  });
});

test('github: workflow commands, escaped as the runner unescapes them', () => {
  expect(formatters.github(report(error, note), plain)).toBe(
    '::error file=sites/a b/site.yaml,line=2,endLine=2,col=9,endColumn=12,title=check/data::one: 50%25, two%0Athree%0Ahint: do, or: not\n' +
      '::notice title=check/logs::nowhere\n',
  );
  const odd = { ...error, place: { ...at(1, 1, 3, 2), file: 'a,b:c%' }, hint: undefined };
  expect(formatters.github(report(odd), plain)).toMatch(/^::error file=a%2Cb%3Ac%25,line=1,endLine=2,title=/);
});

test('json: the diagnostics as they are', () => {
  const { diagnostics, summary } = JSON.parse(formatters.json(report(error, note), plain));
  expect(diagnostics).toEqual([error, note]);
  expect(summary).toEqual({ errors: 1, warnings: 0, notes: 1 });
});

// What SARIF 2.1.0 asks for: sections 3.13, 3.14, 3.19, 3.27, 3.28, 3.29 and 3.30 of the OASIS standard.
test('sarif: a log with the properties that the standard requires', () => {
  const log = JSON.parse(formatters.sarif(report(error, note), plain));
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  const { name, rules } = run.tool.driver;
  expect(name).toBe('placo');
  expect(new Set(rules.map(({ id }: { id: string }) => id)).size).toBe(rules.length);
  for (const result of run.results) {
    expect(['none', 'note', 'warning', 'error']).toContain(result.level);
    expect(typeof result.message.text).toBe('string');
    expect(rules[result.ruleIndex].id).toBe(result.ruleId);
  }
  const [first, second] = run.results;
  expect(second.locations).toBeUndefined();
  expect(first.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'sites/a%20b/site.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 2, startColumn: 9, endLine: 2, endColumn: 13 },
      },
    },
  ]);
  expect(first.relatedLocations).toMatchObject([{ id: 1, message: { text: 'the first' } }]);
  expect(run.columnKind).toBe('utf16CodeUnits');
});
