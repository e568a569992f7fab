import { PuppetError } from '../../error.ts';
import { isLocated } from '../../evaluate/issues.ts';
import { RubyError } from '../../ruby/errors.ts';
import { evaluateErb, templateError } from '../../ruby/template.ts';
import { define3x } from '../api.ts';
import { rubyToS } from '../support/ruby-text.ts';

/** The text that ERB templates of modules give, one after the other. */
export const template = define3x('template', -2, (context, references) =>
  references
    .map((reference) => {
      const name = rubyToS(reference);
      const { environment } = context.compiler;
      const path = environment.findFile('templates', name);
      const source = path === undefined ? undefined : environment.files.read(path)?.replace(/^\ufeff/, '');
      if (source === undefined) throw new PuppetError(`Could not find template '${name}'`);
      try {
        return evaluateErb(source, context, path);
      } catch (error) {
        throw templateError(error, name, path!);
      }
    })
    .join(''),
);

/** The text that ERB templates given as strings give. */
export const inlineTemplate = define3x('inline_template', -2, (context, sources) =>
  sources
    .map((source) => {
      try {
        if (typeof source !== 'string') throw new PuppetError(`a template is a text, not ${rubyToS(source)}`);
        return evaluateErb(source, context);
      } catch (error) {
        if (!(error instanceof RubyError) && !(error instanceof PuppetError && !isLocated(error)))
          throw error;
        throw new PuppetError(`Failed to parse inline template: ${error.message}`);
      }
    })
    .join(''),
);
