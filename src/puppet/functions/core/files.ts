import { PuppetError } from '../../error.ts';
import { assertFileIsUtf8, assertFileWithoutMark } from '../../syntax/encoding.ts';
import { PBinary, type PHash, type Value } from '../../values/value.ts';
import { defineFunction, type FunctionContext, type FunctionDefinition, type Run } from '../api.ts';

/** A function of names, given one by one or as arrays. */
function defineOfNames(
  name: string,
  find: (context: FunctionContext, name: string) => string | undefined,
  [one, several]: readonly [one: string, several: string] = ['paths', 'paths_array'],
): FunctionDefinition {
  const run: Run = (context, args) => {
    for (const each of args.flat() as string[]) {
      const found = find(context, each);
      if (found !== undefined) return found;
    }
    return null;
  };
  return defineFunction(name, [
    { signature: `String *${one}`, run },
    { signature: `Array[String] *${several}`, run },
  ]);
}

const existing = (context: FunctionContext, folder: 'files' | 'templates', reference: string) => {
  const { environment } = context.compiler;
  const path = environment.findFile(folder, reference);
  return path !== undefined && (environment.files.isFile(path) || environment.files.isDirectory(path))
    ? path
    : undefined;
};

/** The path of the first file that exists. */
export const findFile = defineOfNames('find_file', (context, reference) =>
  existing(context, 'files', reference),
);
/** The path of the first template that exists. */
export const findTemplate = defineOfNames('find_template', (context, reference) =>
  existing(context, 'templates', reference),
);
/** The directory of the first module that exists. */
export const moduleDirectory = defineOfNames(
  'module_directory',
  (context, name) => context.compiler.environment.modules.get(name)?.path,
  ['names', 'names'],
);

/** The bytes of a file. */
export const binaryFile = defineFunction('binary_file', [
  {
    signature: 'String path',
    run: (context, [reference]) => {
      const path = existing(context, 'files', reference as string);
      const bytes = path === undefined ? undefined : context.compiler.environment.files.readBytes(path);
      if (bytes) return new PBinary(bytes);
      throw new PuppetError(`binary_file(): The given file '${reference}' does not exist`);
    },
  },
]);

const parameters = 'Hash[Pattern[/^\\w+$/], Any] ?parameters';
const returns = 'Variant[String, Sensitive[String]]';

function textMap(hash: Value | undefined): ReadonlyMap<string, Value> | undefined {
  return hash === undefined ? undefined : (hash as PHash as Map<string, Value>);
}

function assertReadable(text: string, path: string, { compiler }: FunctionContext): void {
  const { files } = compiler.environment;
  try {
    assertFileWithoutMark(text, path, files);
  } catch (error) {
    throw new PuppetError(`epp(): Invalid EPP: ${(error as PuppetError).message}`);
  }
  assertFileIsUtf8(text, path, files);
}

/** The text that an EPP template of a module gives. */
export const epp = defineFunction('epp', [
  {
    signature: `String path, ${parameters}`,
    returns,
    run: (context, [reference, given]) => {
      const name = reference as string;
      const wanted =
        /\.epp$/.test(name) || context.compiler.environment.findFile('templates', name)
          ? name
          : `${name}.epp`;
      const path = context.compiler.environment.findFile('templates', wanted);
      const text = path === undefined ? undefined : context.compiler.environment.files.read(path);
      if (text === undefined) throw new PuppetError(`Could not find template '${wanted}'`);
      assertReadable(text, path!, context);
      return context.compiler.evaluateEpp(text, path!, textMap(given), context.scope, false);
    },
  },
]);

/** The text that an EPP template given as a string gives. */
export const inlineEpp = defineFunction('inline_epp', [
  {
    signature: `String template, ${parameters}`,
    returns,
    run: (context, [text, given]) =>
      context.compiler.evaluateEpp(text as string, 'inlined-epp-text', textMap(given), context.scope, true),
  },
]);
