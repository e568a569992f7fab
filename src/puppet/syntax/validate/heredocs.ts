import { PuppetError, placeSuffix } from '../../error.ts';
import type { HeredocExpression } from '../ast.ts';
import { placeOf } from '../source.ts';
import type { Validation } from './report.ts';

/** Refuses a text that is not of its syntax: a reason, or null. */
type Check = (text: string, validation: Validation) => string | null;

const CHECKS: Readonly<Record<string, [code: string, check: Check]>> = {
  json: ['ILLEGAL_JSON', checkJson],
  base64: ['ILLEGAL_BASE64', checkBase64],
  pp: ['ILLEGAL_PP', (text, { parsers }) => checkPuppet('PP', text, parsers.manifest)],
  epp: ['ILLEGAL_EPP', (text, { parsers }) => checkPuppet('EPP', text, parsers.epp)],
};

/**
 * Checks a heredoc's text by the syntax that its tag names, where Puppet has a checker for it. As in Puppet, this ends
 * the validation with an error of its own.
 */
export function checkHeredoc(validation: Validation, node: HeredocExpression): void {
  const { syntax, textExpr } = node;
  if (syntax === '' || textExpr.kind !== 'LiteralString') return;
  const found = checkerOf(syntax);
  const reason = found?.[1](textExpr.value, validation);
  if (!found || !reason) return;
  const message = `Invalid produced text having syntax: '${syntax}'. ${reason}`;
  throw new PuppetError(message, placeOf(validation.source, textExpr.offset), found[0]);
}

/** Segments are joined by `+`; the longest ending that has a checker counts. */
function checkerOf(syntax: string): [string, Check] | undefined {
  const segments = syntax.split('+');
  const keys = segments.map((_, index) => segments.slice(index).join('+'));
  const key = keys.find((each) => Object.hasOwn(CHECKS, each));
  return key === undefined ? undefined : CHECKS[key];
}

/** Ruby's parser, unlike JavaScript's, skips comments. */
function checkJson(text: string, { release }: Validation): string | null {
  try {
    JSON.parse(
      text.replace(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/.*/g, (part) => (part[0] === '/' ? ' ' : part)),
    );
    return null;
  } catch {
    const start = text.replace(/^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)+/, '');
    // The line of Ruby's library, which newer ones keep to themselves.
    const line = release === 7 ? '859: ' : '';
    const shown = `${line}unexpected token at '${start}'`.slice(0, 100).replace(/\r?\n/g, '\\n');
    return `JSON syntax checker: Cannot parse invalid JSON string. "${shown}"`;
  }
}

function checkBase64(text: string): string | null {
  const clean = text.replace(/[\s?]/g, '');
  if (/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)) return null;
  const padded = (Buffer.byteLength(clean) * 8) % 6 === 0;
  const reason = padded
    ? 'contains letters outside strict base 64 range (or whitespace)'
    : 'padding is not correct';
  return `Base64 syntax checker: Cannot parse invalid Base64 string - ${reason}`;
}

function checkPuppet(name: string, text: string, parse: (text: string) => unknown): string | null {
  try {
    parse(text);
    return null;
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    const shown = (error.message + placeSuffix(error)).slice(0, 500).replace(/\r?\n/g, '\\n');
    return `${name} syntax checker: "${shown}"`;
  }
}
