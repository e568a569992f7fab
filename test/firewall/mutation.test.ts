import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { served } from './expectations.ts';
import { buildLab, type Lab } from './lab.ts';
import { failures, observed } from './round.ts';
import { exampleSite, rulesOf } from './site.ts';

/** One line of a rules file that decides something, and what the file is without it. */
interface Mutation {
  readonly table: string;
  readonly line: string;
  readonly content: string;
}

/**
 * Every line but the frame of the file, jumps to chains without rules, and the policy of FORWARD: what it stops at the
 * gateway is stopped a second time by the filter of the machine that it was meant for.
 */
function mutations(content: string): Mutation[] {
  return content.split(/^(?=\*)/m).flatMap((part, index, parts) => {
    const lines = part.split('\n');
    const table = lines[0]!.slice(1);
    return lines.flatMap((line, number) => {
      const inert = line.startsWith('-I') && !part.includes(`\n-A ${line.split(' ')[3]} `);
      const decides = /^-[AI] |^:INPUT /.test(line);
      if (!decides || inert) return [];
      const rest = line.startsWith(':') ? [line.replace('DROP', 'ACCEPT')] : [];
      const changed = lines.toSpliced(number, 1, ...rest).join('\n');
      return [{ table, line, content: parts.with(index, changed).join('') }];
    });
  });
}

/** The jumps are in force already; all else may be loaded again. */
function withoutJumps(content: string): string {
  return content.replace(/^-I .*\n/gm, '');
}

describe('each rule is needed: a machine without one of them fails the promises', () => {
  const site = exampleSite();
  const rules = rulesOf(site);
  /** A rule that several machines have is taken away on the first. */
  const tried = new Set<string>();
  let lab: Lab;

  beforeAll(async () => {
    lab = buildLab(site, 'nft');
    for (const [name, files] of rules) lab.load(name, files);
    for (const name of observed) await lab.agent(name).tell({ do: 'serve', ports: served });
  });
  afterAll(() => lab?.close());

  test.each(['infra1', 'proxy1', 'web01', 'hv1'])('%s', async (name) => {
    const files = rules.get(name)!;
    const survivors: string[] = [];
    for (const [index, file] of files.entries()) {
      const command = index === 0 ? 'iptables-nft' : 'ip6tables-nft';
      for (const { table, line, content } of mutations(file.content)) {
        const [, hook, , chain] = line.split(' ');
        const jump = ['-t', table, '-D', hook!, '-j', chain!];
        if (tried.has(`${file.path} ${table} ${line}`)) continue;
        tried.add(`${file.path} ${table} ${line}`);
        if (line.startsWith('-I')) lab.run(name, command, ...jump);
        else lab.restore(name, `${command}-restore`, withoutJumps(content));
        const found = line.includes('echo-request') ? await failures(lab, 2) : await failures(lab, 0.3, name);
        if (found.length === 0) survivors.push(`${file.path}: ${line}`);
        if (line.startsWith('-I')) lab.run(name, command, ...jump.with(2, '-I'));
        else lab.restore(name, `${command}-restore`, withoutJumps(file.content));
      }
    }
    expect(survivors).toEqual([]);
    expect(await failures(lab, 3)).toEqual([]);
  });
});
