import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { mutants } from './generate/mutants.ts';
import { type Installation, installations } from './installation.ts';
import { type Input, ours, type Parsed, realPuppet } from './oracle.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/syntax/', import.meta.url));
const CORPUS = fileURLToPath(new URL('./fixtures/corpus', import.meta.url));

/** Of long lists every n-th is asked of the second release. */
const STEP = 5;

/** Where real Puppet breaks down with a Ruby exception, we refuse too; it checks regular expressions earlier. */
function expected(real: Parsed, mine: Parsed): Parsed {
  // Puppet goes on after a body without a title, and dies of it unless it meets another error first.
  if (mine.error?.includes('resource body without title') && real.pn === undefined) return mine;
  if (real.crash === undefined) return { ...real, pn: real.pn ?? mine.pn };
  return real.crash.startsWith('RegexpError')
    ? mine
    : { error: mine.error ?? `refusal: ${real.crash}`, logged: mine.logged };
}

/** The inputs of which our parser makes something else than real Puppet does. */
function differences(
  inputs: readonly Input[],
  installation: Installation,
  kept = sorted,
): { source: string; real: Parsed; ours: Parsed }[] {
  const real = realPuppet(inputs, installation);
  return ours(inputs, installation).flatMap((mine, index) => {
    const wanted = expected(real[index]!, mine);
    const source = inputs[index]!.source;
    return JSON.stringify(kept(wanted)) === JSON.stringify(kept(mine))
      ? []
      : [{ source, real: wanted, ours: mine }];
  });
}

function sorted({ pn, nodes, error, logged }: Parsed): unknown[] {
  return [pn, nodes, error, logged];
}

/**
 * Where in broken JSON Ruby's parser gives up depends on its own state machine: of those errors of here-documents, what
 * Puppet says and where is compared, and the parser's remark is not.
 */
function withoutJsonRemark(parsed: Parsed): unknown[] {
  const error = parsed.error?.replace(/(Cannot parse invalid JSON string\.) ".*"(?= \(line)/s, '$1');
  return sorted({ ...parsed, error });
}

function snippets(): Input[] {
  return readdirSync(FIXTURES).flatMap((file) => {
    const sources = readFileSync(FIXTURES + file, 'utf8').split('\n===\n');
    return sources.map((source) => ({ source, epp: file === 'epp.txt' }));
  });
}

function filesIn(...roots: string[]): Input[] {
  const files = roots.flatMap((cwd) => fastGlob.sync('**/*.{pp,epp}', { cwd, absolute: true }).sort());
  return files.map((file) => ({ source: readFileSync(file, 'utf8'), epp: file.endsWith('.epp') }));
}

describe.each(installations)(
  'trees, places, errors and warnings equal real Puppet $puppet',
  (installation) => {
    /** Of what 7.23 was asked, 8 is asked a part: its parser has changed little. */
    const some = (inputs: Input[]) =>
      inputs.filter((_, index) => installation.puppet === 7 || index % STEP === 0);

    test('of every snippet', () => {
      const inputs = snippets();
      expect(inputs.length).toBeGreaterThan(1000);
      expect(differences(inputs, installation)).toEqual([]);
    });

    test('of every manifest and template of the modules', () => {
      const inputs = some(filesIn(installation.modules(), CORPUS));
      expect(inputs.length).toBeGreaterThan(80);
      expect(differences(inputs, installation)).toEqual([]);
    });

    test('of broken snippets and manifests', () => {
      // Those of the project, so that the mutants are the same on every machine.
      const small = filesIn(CORPUS).filter(({ source }) => source.length < 4000);
      const inputs = some(mutants([...snippets(), ...small], 4000, 2));
      expect(differences(inputs, installation, withoutJsonRemark)).toEqual([]);
    });

    test('of files that the autoloader reads', () => {
      const files = [
        '/modules/a/manifests/init.pp',
        '/modules/a/manifests/b.pp',
        '/modules/a/manifests/b/c.pp',
        '/modules/A/manifests/B.pp',
        '/modules/a/functions/b.pp',
        '/modules/a/types/b.pp',
        '/modules/a/lib/b.pp',
        '/modules/a/b.pp',
        '/modules/a.pp',
        '/modules/a/manifests/sub/init.pp',
        '/modules/a/manifests/x.epp',
        '/modules/a/../b/manifests/init.pp',
        '/more/a/manifests/b.pp',
        '/modulesx/a/manifests/b.pp',
        '/site/manifests/site.pp',
        '/elsewhere/a/manifests/b.pp',
      ];
      const sources = [
        'class a { }',
        'class a::b { }',
        'class a::b { class c { } }',
        'class a::b::c::d { }',
        'class ab { } define a::b::c() { }',
        'class A { }',
        'function a::b() { 1 }',
        'type A::B = Integer',
        'type Z = Integer',
        'notice(1)',
        'class a { } notice(1) $x = 2 node b { }',
        '',
        '# only a comment',
      ];
      const inputs = files.flatMap((file) => sources.map((source) => ({ source, file, autoload: true })));
      expect(differences(inputs, installation)).toEqual([]);
    });
  },
);
