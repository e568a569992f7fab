import type { Expression, NodeDefinition } from '../ast.ts';
import { aCapitalNode, aNode } from '../labels.ts';
import { report, type Validation } from './report.ts';

/** A node is matched by a plain name, `default` or a regular expression. */
export function checkHostname(validation: Validation, definition: NodeDefinition, node: Expression): void {
  switch (node.kind) {
    case 'LiteralString':
      checkCharacters(validation, node, node.value);
      return;
    case 'LiteralDefault':
    case 'LiteralRegularExpression':
      return;
    case 'ConcatenatedString': {
      const text = node.segments.find((segment) => segment.kind === 'TextExpression');
      const message = 'An interpolated expression is not allowed in a hostname of a node';
      report(validation, text?.expr ?? node, 'ILLEGAL_HOSTNAME_INTERPOLATION', message);
      return;
    }
    default: {
      const what = `${aCapitalNode(node)} is unacceptable as hostname in ${aNode(definition)}`;
      report(validation, node, 'ILLEGAL_EXPRESSION', `Illegal expression. ${what}`);
    }
  }
}

function checkCharacters(validation: Validation, node: Expression, hostname: string): void {
  if (!/[^-\w.]/.test(hostname)) return;
  const allowed = "(only letters, digits, '_', '-', and '.' are allowed)";
  const message = `The hostname '${hostname}' contains illegal characters ${allowed}`;
  report(validation, node, 'ILLEGAL_HOSTNAME_CHARS', message);
}
