import type { ResourceTypeInfo } from '../api.ts';
import { augeasType } from './augeas.ts';
import { componentType } from './component.ts';
import { cronType } from './cron.ts';
import { execType } from './exec.ts';
import { fileType } from './file.ts';
import { filebucketType } from './filebucket.ts';
import { groupType } from './group.ts';
import { hostType } from './host.ts';
import { mountType } from './mount.ts';
import { notifyType } from './notify.ts';
import { packageType } from './package.ts';
import { resourcesType } from './resources.ts';
import { scheduleType } from './schedule.ts';
import { serviceType } from './service.ts';
import { sshAuthorizedKeyType } from './ssh-authorized-key.ts';
import { sshkeyType } from './sshkey.ts';
import { stageType } from './stage.ts';
import { tidyType } from './tidy.ts';
import { userType } from './user.ts';
import { whitType } from './whit.ts';

const types: readonly ResourceTypeInfo[] = [
  fileType,
  execType,
  packageType,
  serviceType,
  userType,
  groupType,
  notifyType,
  filebucketType,
  resourcesType,
  scheduleType,
  stageType,
  tidyType,
  whitType,
  componentType,
  augeasType,
  cronType,
  hostType,
  mountType,
  sshkeyType,
  sshAuthorizedKeyType,
];

/** The native types of Puppet and of the `*_core` modules that its packages bring, by name. */
export const coreTypes: ReadonlyMap<string, ResourceTypeInfo> = new Map(
  types.map((type) => [type.name, type]),
);
