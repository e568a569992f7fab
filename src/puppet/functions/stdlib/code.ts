import { toData } from '../../types/index.ts';
import { makeHash } from '../../values/keys.ts';
import type { Value } from '../../values/value.ts';
import { type AnyFunction, defineFunction } from '../api.ts';
import { rubyInspect } from '../support/ruby-text.ts';

/** How a language writes what it writes otherwise than Ruby. */
interface Language {
  readonly words: ReadonlyMap<Value, string>;
  readonly arrow: string;
}

const python: Language = {
  words: new Map<Value, string>([
    [true, 'True'],
    [false, 'False'],
    [null, 'None'],
  ]),
  arrow: ': ',
};
const ruby: Language = { words: new Map(), arrow: ' => ' };

function written(value: Value, language: Language): string {
  if (Array.isArray(value)) return `[${value.map((each) => written(each, language)).join(', ')}]`;
  if (value instanceof Map) {
    const entries = [...value].map((entry) => entry.map((each) => written(each, language)));
    return `{${entries.map((entry) => entry.join(language.arrow)).join(', ')}}`;
  }
  return language.words.get(value) ?? rubyInspect(value);
}

function defineWriter(name: string, parameter: string, language: Language): AnyFunction {
  const run = (value: Value) => {
    const options = { richData: true, subject: name, pathsGrow: false, issue: () => {} };
    return written(toData(makeHash([['value', value]]), options).get('value')!, language);
  };
  return defineFunction(name, [{ signature: `Any ${parameter}`, run: (_, [value]) => run(value!) }]);
}

/** Functions of stdlib that write values as source code; release 9 has them under its own name. */
export const codeFunctions: readonly AnyFunction[] = ['', 'stdlib::'].flatMap((prefix) => [
  defineWriter(`${prefix}to_python`, 'object', python),
  defineWriter(`${prefix}to_ruby`, 'object', ruby),
]);
