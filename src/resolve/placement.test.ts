import { expect, test } from 'vitest';
import { addGuest, addHypervisor, siteFixture } from '../model/fixture.ts';
import type { Guest, Hypervisor, LocalStore } from '../model/platform.ts';
import { createPlacement } from './placement.ts';

const GiB = 1024 ** 3;

function fixture(hosts: number) {
  const site = siteFixture();
  const hypervisors = Array.from({ length: hosts }, (_, index) =>
    addHypervisor(site, `hv${index + 1}`, 11 + index),
  );
  const store: LocalStore = {
    ...{ type: 'lvm', name: 'local', site, volumeGroup: 'vg', place: site.place },
    size: 100 * GiB,
  };
  site.stores.push(store);
  let count = 0;
  const guest = (memory: number, disk = 1) => {
    const made = addGuest(site, `g${++count}`, 100 + count);
    made.memory = memory * GiB;
    made.disks[0] = { ...made.disks[0]!, size: disk * GiB };
    return made as Guest;
  };
  return {
    hypervisors: hypervisors as Hypervisor[],
    placement: createPlacement(hypervisors as Hypervisor[]),
    guest,
  };
}

test('the hypervisor that is the emptiest by memory', () => {
  const { hypervisors, placement, guest } = fixture(3);
  const [hv1, hv2, hv3] = hypervisors;
  placement.settle(guest(20), hv1!);
  placement.settle(guest(10), hv2!);
  placement.settle(guest(15), hv3!);
  expect(placement.chooseProduction(guest(1), hypervisors)).toBe(hv2);
});

test('the first one of equals', () => {
  const { hypervisors, placement, guest } = fixture(3);
  expect(placement.chooseProduction(guest(1), hypervisors)).toBe(hypervisors[0]);
});

test('what a standby would take over already counts where the same hypervisor is lost', () => {
  const { hypervisors, placement, guest } = fixture(3);
  const [hv1, hv2, hv3] = hypervisors;
  const covered = Object.assign(guest(30), { production: hv1 });
  placement.settle(covered, hv1!);
  placement.cover(covered, hv2!);
  const onFirst = Object.assign(guest(1), { production: hv1 });
  expect(placement.chooseStandby(onFirst)).toBe(hv3);
  const onThird = Object.assign(guest(1), { production: hv3 });
  expect(placement.chooseStandby(onThird)).toBe(hv2);
});

test('a local store that is full counts more than free memory', () => {
  const { hypervisors, placement, guest } = fixture(2);
  const [hv1, hv2] = hypervisors;
  placement.settle(guest(1, 95), hv1!);
  placement.settle(guest(20, 1), hv2!);
  expect(placement.chooseProduction(guest(1, 10), hypervisors)).toBe(hv2);
});

test('guests of Xen have no standby of KVM', () => {
  const { hypervisors, placement, guest } = fixture(2);
  Object.assign(hypervisors[0]!, { virtualization: 'xen' });
  expect(placement.chooseStandby(Object.assign(guest(1), { production: hypervisors[0] }))).toBeUndefined();
});
