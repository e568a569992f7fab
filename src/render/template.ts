import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { packageRoot } from '../package-root.ts';
import type { Language } from './quote/language.ts';

/** Renders a view: an object whose values the template shows. */
export type Template = (view: object) => string;

/**
 * The template modules/<module>/templates/<file>.hbs, named `module/file`, for files in a language. It is read and
 * compiled when it is first used.
 */
export function template(name: string, language: Language): Template {
  let compiled: Template | undefined;
  return (view) => {
    compiled ??= compileTemplate(readTemplate(name), language);
    return compiled(view);
  };
}

function readTemplate(name: string): string {
  const [module, file] = name.split('/') as [string, string];
  return readFileSync(join(packageRoot, 'modules', module, 'templates', `${file}.hbs`), 'utf8');
}

/**
 * Compiles a template so that it cannot forget to quote: `{{x}}` is written by the language's quoting function,
 * `{{helper x}}` by one of its helpers, `{{{x}}}` is refused, and so is a name that the view does not have.
 */
export function compileTemplate(source: string, language: Language): Template {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('quote', (value: unknown) => language.quote(text(value)));
  for (const [name, helper] of Object.entries(language.helpers ?? {})) {
    handlebars.registerHelper(name, (value: unknown) => helper(text(value)));
  }
  const tree = handlebars.parse(source);
  new QuoteEverything().accept(tree);
  return handlebars.compile(tree, { strict: true, noEscape: true, knownHelpersOnly: false });
}

function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new TypeError(`a template shows text and numbers, not ${JSON.stringify(value)}`);
}

/** Turns each `{{x}}` into a call of the quoting helper. */
class QuoteEverything extends Handlebars.Visitor {
  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped)
      throw new SyntaxError(`line ${node.loc.start.line}: a template never shows a value as it is`);
    if (node.params.length > 0) return;
    node.params = [node.path as hbs.AST.PathExpression];
    node.path = {
      ...(node.path as hbs.AST.PathExpression),
      original: 'quote',
      parts: ['quote'],
      depth: 0,
      data: false,
    };
  }
}
