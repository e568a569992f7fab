/** The distributions that machines may run, by family and major release. */
export type OsName =
  | 'debian11'
  | 'debian12'
  | 'debian13'
  | 'rocky8'
  | 'rocky9'
  | 'rocky10'
  | 'centos5'
  | 'centos6'
  | 'centos7';

/** A distribution, as far as generated files depend on it. */
export interface OperatingSystem {
  readonly name: OsName;
  readonly family: 'debian' | 'redhat';
  readonly release: number;
  /** What a reader calls it. */
  readonly title: string;
  /** Generated files target it; an older one runs in a guest that placo only hosts. */
  readonly managed: boolean;
  /** The identifier of libosinfo, for libvirt's metadata. */
  readonly osinfo: string;
}

const debian = (release: number, managed = true): OperatingSystem => ({
  name: `debian${release}` as OsName,
  family: 'debian',
  release,
  title: `Debian ${release}`,
  managed,
  osinfo: `http://debian.org/debian/${release}`,
});

const rocky = (release: number): OperatingSystem => ({
  name: `rocky${release}` as OsName,
  family: 'redhat',
  release,
  title: `Rocky Linux ${release}`,
  managed: true,
  osinfo: `http://rockylinux.org/rocky/${release}`,
});

const centos = (release: number): OperatingSystem => ({
  name: `centos${release}` as OsName,
  family: 'redhat',
  release,
  title: `CentOS ${release}`,
  managed: false,
  osinfo: `http://centos.org/centos/${release}.0`,
});

/** Every distribution by its name in the sources. */
export const operatingSystems: Readonly<Record<OsName, OperatingSystem>> = {
  debian11: debian(11, false),
  debian12: debian(12),
  debian13: debian(13),
  rocky8: rocky(8),
  rocky9: rocky(9),
  rocky10: rocky(10),
  centos5: centos(5),
  centos6: centos(6),
  centos7: centos(7),
};
