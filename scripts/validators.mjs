// Compiles the schemas of source files to code for the bundle, so that no command needs to.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _ } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const kinds = ['platform', 'site', 'vm', 'website', 'lock'];

/** Puts the compiled schemas in the place of src/read/validators.ts. */
export const compiledValidators = {
  name: 'compiled-validators',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]read[\\/]validators\.ts$/ }, async () => ({
      contents: await validators(),
      resolveDir: resolve('src/read'),
    }));
  },
};

async function validators() {
  const ajv = await makeAjv({ source: true, esm: true, formats: _`ajvFormats` });
  const code = standalone.default(
    ajv,
    Object.fromEntries(kinds.map((kind) => [kind, `${kind}.schema.json`])),
  );
  return `import { ajvFormats } from './ajv-formats.ts';
${code}
const validators = { ${kinds.join(', ')} };
export const validatorOf = (kind) => validators[kind];`;
}

/** The validator as placo has it when it runs from sources. */
async function makeAjv(code) {
  mkdirSync('dist', { recursive: true });
  const directory = mkdtempSync('dist/ajv-');
  const outfile = resolve(join(directory, 'ajv.mjs'));
  try {
    await build({
      ...{ entryPoints: ['src/read/ajv.ts'], outfile, bundle: true, format: 'esm', packages: 'external' },
      ...{ platform: 'node', logLevel: 'warning' },
    });
    return (await import(outfile)).makeAjv(code);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
