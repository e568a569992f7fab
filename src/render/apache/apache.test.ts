import { expect, test } from 'vitest';
import { platformFixture } from '../../model/fixture.ts';
import { renderApache } from './index.ts';

test('look', () => {
  const { site } = platformFixture();
  for (const c of renderApache(site).contributions) {
    console.log(c.machine.name, c.module, JSON.stringify(c.parameters, null, 1));
    for (const f of c.files) console.log(`=== ${f.path}\n${f.content}`);
  }
  expect(1).toBe(1);
});
