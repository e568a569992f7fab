import { existsSync } from 'node:fs';
import { buildSync } from 'esbuild';

/** The reference page of the codes that diagnostics carry, by its path. */
export async function diagnosticsPage() {
  const { codes } = await importTypeScript('src/diagnostics/codes.ts');
  const rows = Object.entries(codes).map(([code, text]) => `| ${linked(code)} | ${text} |`);
  return { 'docs/reference/diagnostics.md': `${head}\n${rows.join('\n')}\n` };
}

const head = `<!-- Generated from src/diagnostics/codes.ts by \`npm run generate\`; do not edit. -->

# Diagnostics

Everything that placo finds wrong carries one of these codes. A code is never given to something else.

| code | what it says |
| --- | --- |`;

/** A rule has a page of its own. */
function linked(code) {
  const page = `checks/${code.replace('check/', '')}.md`;
  const isRule = code.startsWith('check/') && existsSync(`docs/${page}`);
  return isRule ? `[\`${code}\`](../${page})` : `\`${code}\``;
}

async function importTypeScript(file) {
  const { outputFiles } = buildSync({ entryPoints: [file], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
