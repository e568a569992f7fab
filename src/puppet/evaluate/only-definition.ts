import { PuppetError } from '../error.ts';
import type { FunctionDefinition, Program, TypeAlias } from '../syntax/ast.ts';

/** The function that an autoloaded file defines. Throws what Puppet says when the file holds anything else. */
export function onlyFunction(program: Program, path: string, name: string): FunctionDefinition {
  const node = onlyDefinition(program, path, `function '${name}'`);
  const code = `The code loaded from ${path}`;
  if (node.kind !== 'FunctionDefinition')
    throw new PuppetError(`${code} does not define the function '${name}' - no function found.`);
  if (node.name === name) return node;
  throw new PuppetError(
    `${code} produced function with the wrong name, expected ${name}, actual ${node.name}`,
  );
}

/** The type alias, by its name in lower case, that an autoloaded file defines. Throws as for a function. */
export function onlyAlias(program: Program, path: string, name: string): TypeAlias {
  const node = onlyDefinition(program, path, `type '${name}'`);
  const code = `The code loaded from ${path}`;
  if (node.kind !== 'TypeAlias')
    throw new PuppetError(
      `${code} does not define the type '${name}' - no type alias or type definition found.`,
    );
  if (node.name.toLowerCase() === name) return node;
  throw new PuppetError(
    `${code} produced type with the wrong name, expected '${name}', actual '${node.name}'`,
  );
}

function onlyDefinition({ definitions }: Program, path: string, wanted: string) {
  const [node] = definitions;
  if (node === undefined)
    throw new PuppetError(`The code loaded from ${path} does not define the ${wanted} - it is empty.`);
  if (definitions.length === 1) return node;
  throw new PuppetError(
    `The code loaded from ${path} must contain only the ${wanted} - it has additional definitions.`,
  );
}
