import { PuppetError } from '../../error.ts';
import { collectionType, describeMismatch, inferSet, POptionalType } from '../../types/index.ts';
import type { Value } from '../../values/value.ts';
import { type Block, defineFunction, type FunctionContext } from '../api.ts';
import { splitKey } from '../support/navigation.ts';
import { digInto, NavigationError } from './dig.ts';

function navigate(value: Value, navigation: string, fallback: Value, block: Block | undefined): Value {
  if (value === null) return fallback;
  if (navigation === '') return value;
  const [, ...path] = splitKey(`x.${navigation}`, 'Syntax error in dotted-navigation string');
  if (!collectionType.isInstance(value)) {
    throw new PuppetError(
      describeMismatch("'dig' parameter 'data'", new POptionalType(collectionType), inferSet(value)),
    );
  }
  try {
    return digInto(value, path) ?? fallback;
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    if (!block || !(error instanceof NavigationError)) throw new PuppetError(error.message);
    return block.call([error.data]);
  }
}

/** The value below a dotted path. */
export const get = defineFunction('get', [
  {
    signature: 'Any value, String dotted_string, Any ?default_value, Callable[1, 1] ?&block',
    run: (_, [value, navigation, fallback], block) =>
      navigate(value!, navigation as string, fallback ?? null, block),
  },
]);

function variable(context: FunctionContext, text: string, fallback: Value, block: Block | undefined): Value {
  const [, name, rest] = /^((?:::)?(?:\w+::)*\w+)(.*)$/s.exec(text)!;
  if (rest !== '' && rest![0] !== '.')
    throw new PuppetError(`First character after var name in get string must be a '.' - got ${rest![0]}`);
  const plain = name!.replace(/^::/, '');
  if (!context.scope.hasVariable(plain)) return fallback;
  return navigate(context.scope.lookupVariable(plain), rest!.slice(1), fallback, block);
}

/** The value of a variable, or below it. */
export const getvar = defineFunction('getvar', [
  {
    signature:
      'Pattern[/\\A(?:::)?(?:[a-z]\\w*::)*[a-z_]\\w*(?:\\.|\\Z)/] get_string, Any ?default_value, Callable[1, 1] ?&block',
    run: (context, [text, fallback], block) => variable(context, text as string, fallback ?? null, block),
  },
  {
    signature: 'String get_string, Any ?default_value, Callable ?&block',
    run: () => null,
    mismatch: () => 'The given string does not start with a valid variable name',
  },
]);
