import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { platformFixture } from '../../src/model/fixture.ts';
import type { Machine } from '../../src/model/platform.ts';
import { type Contribution, Secret } from '../../src/render/contribution.ts';
import { puppetEnvironment } from '../../src/render/puppet/environment.ts';
import { treeOf } from '../../src/render/tree.ts';
import { catalogOf, compile, labOf, run } from './lab.ts';

const clear = "it's a $ecret";
const { platform, site } = platformFixture();
const machine = site.servers[0]!;
const contribution: Contribution = {
  machine,
  module: 'vault',
  parameters: { password: new Secret('angers::password') },
  files: [],
};
const manifest = `class vault (Sensitive[String] $password) { file { '/etc/vault': content => $password } }\n`;
const tree = puppetEnvironment(
  platform,
  [contribution],
  treeOf([['vault/manifests/init.pp', manifest]]),
).value;
const lab = labOf(tree);
afterAll(() => rmSync(lab.directory, { recursive: true, force: true }));

/** What an administrator does with hiera-eyaml, the keys being in the lab. */
function encrypt(): void {
  const keys = join(lab.directory, 'keys');
  const [secret, shared] = [join(keys, 'private_key.pkcs7.pem'), join(keys, 'public_key.pkcs7.pem')];
  const options = [`--pkcs7-private-key=${secret}`, `--pkcs7-public-key=${shared}`];
  expect(run('eyaml', ['createkeys', ...options]).status).toBe(0);
  const { stdout } = run('eyaml', ['encrypt', ...options, '--string', clear, '--output', 'string']);
  mkdirSync(join(lab.environment, 'data'));
  writeFileSync(join(lab.environment, 'data/secrets.eyaml'), `---\nangers::password: ${stdout.trim()}\n`);
  const hiera = tree.get('hiera.yaml')!.replaceAll('/etc/placo/eyaml', keys);
  writeFileSync(join(lab.environment, 'hiera.yaml'), hiera);
}

it('hands over a secret that hiera-eyaml keeps, as sensitive', () => {
  encrypt();
  expect([...tree.values()].join('')).not.toContain(clear);
  const compiled = compile(lab, new Map([[machine.fqdn, machine.os]]));
  expect(catalogOf(compiled, machine as Machine).resources).toContainEqual(
    expect.objectContaining({
      title: '/etc/vault',
      parameters: { content: clear },
      sensitive_parameters: ['content'],
    }),
  );
});
