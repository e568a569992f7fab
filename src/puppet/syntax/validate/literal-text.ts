import { formatFloat } from '../../values/float.ts';
import type { Expression } from '../ast.ts';
import type { Release } from './report.ts';

/**
 * A text equal for equal literals (as Ruby's inspect writes them); null for what is no literal. Negative numbers and types
 * are literals in Puppet 8 only, where a type with parameters is taken for them alone.
 */
export function literalText(node: Expression, release: Release): string | null {
  const inner = (each: Expression) => literalText(each, release);
  switch (node.kind) {
    case 'LiteralString':
    case 'QualifiedName':
      return JSON.stringify(node.value);
    case 'LiteralInteger':
    case 'LiteralBoolean':
      return String(node.value);
    case 'LiteralFloat':
      return formatFloat(node.value);
    case 'LiteralUndef':
      return 'nil';
    case 'LiteralDefault':
      return ':default';
    case 'LiteralRegularExpression':
      return `/${node.pattern.replaceAll('/', '\\/')}/`;
    case 'ConcatenatedString':
      return node.segments.length === 1 && node.segments[0]!.kind === 'LiteralString'
        ? inner(node.segments[0]!)
        : null;
    case 'LiteralList':
      return inBrackets('[', node.values.map(inner), ']');
    case 'LiteralHash':
      return inBrackets(
        '{',
        node.entries.map(({ key, value }) => pairText(inner(key), inner(value))),
        '}',
      );
    default:
      return release === 8 ? literalText8(node) : null;
  }
}

function literalText8(node: Expression): string | null {
  switch (node.kind) {
    case 'QualifiedReference':
      return JSON.stringify(node.value);
    case 'AccessExpression': {
      const list = node.keys.length === 1 && node.keys[0]!.kind === 'LiteralList';
      const keys = node.keys.map((key) => literalText(key, 8));
      return list ? null : inBrackets('[', keys, ']');
    }
    case 'UnaryMinusExpression':
      return negated(literalText(node.expr, 8));
    default:
      return null;
  }
}

function negated(text: string | null): string | null {
  return text === null || text === '0' ? text : `-${text}`;
}

function pairText(key: string | null, value: string | null): string | null {
  return key === null || value === null ? null : `${key}=>${value}`;
}

function inBrackets(open: string, texts: (string | null)[], close: string): string | null {
  return texts.includes(null) ? null : `${open}${texts.join(', ')}${close}`;
}

/** A literal as a message shows it: as Ruby's to_s writes it. */
export function shownLiteral(node: Expression, release: Release): string {
  switch (node.kind) {
    case 'LiteralString':
    case 'QualifiedName':
    case 'QualifiedReference':
      return node.value;
    case 'LiteralUndef':
      return '';
    case 'LiteralDefault':
      return 'default';
    case 'LiteralRegularExpression':
      return `(?-mix:${node.pattern.replaceAll('/', '\\/')})`;
    case 'ConcatenatedString':
      return shownLiteral(node.segments[0]!, release);
    default:
      return literalText(node, release)!;
  }
}
