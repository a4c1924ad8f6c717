// `npm run sbom`: writes kaiji.cdx.json, what is shipped as a bill of materials (CycloneDX 1.6). The same sources give the same bytes: it says no time, and
// its serial number is made of what it says.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { v5 as uuid } from 'uuid';
import { shipped } from './shipped.mjs';

/**
 * @param {Awaited<ReturnType<typeof shipped>>} of
 * @returns {string} the JSON
 */
export function sbom({ libraries, direct }) {
  const { name, displayName, version, license } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const kaiji = new Models.Component(Enums.ComponentType.Application, name, {
    bomRef: `${name}@${version}`,
    version,
    description: displayName,
    licenses: licences(license),
  });
  const components = new Map(libraries.map((library) => [library.path, componentOf(library)]));
  const refsOf = (paths) => new Models.BomRefRepository(paths.map((path) => components.get(path).bomRef));
  kaiji.dependencies = refsOf(direct);
  for (const { path, requires } of libraries) components.get(path).dependencies = refsOf(requires);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: kaiji }),
    components: new Models.ComponentRepository(components.values()),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const write = () => serializer.serialize(bom, { sortLists: true, space: 2 });
  bom.serialNumber = `urn:uuid:${uuid(write(), uuid.URL)}`;
  return `${write()}\n`;
}

/** A library; where it holds others, with them. */
function componentOf({ name, version, licence, integrity, programs = [], holds = [] }, within = '') {
  const ref = `${name}${version === undefined ? '' : `@${version}`}`;
  return new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: within === '' ? ref : `${within}/${ref}`,
    ...(version === undefined ? {} : { version }),
    purl: purlOf(name, version),
    licenses: licences(licence),
    ...(integrity === undefined ? {} : { hashes: hashes(integrity) }),
    components: new Models.ComponentRepository(holds.map((held) => componentOf(held, ref))),
    // The files of dist/ it stands in.
    properties: new Models.PropertyRepository(programs.map((program) => new Models.Property('kaiji:program', program))),
  });
}

/** What the lock file says of the package as it was published. */
function hashes(integrity) {
  const [algorithm, value] = integrity.split('-');
  if (algorithm !== 'sha512') throw new Error(`a checksum that is not known here: ${integrity}`);
  return new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], Buffer.from(value, 'base64').toString('hex')]]);
}

function licences(id) {
  return new Models.LicenseRepository([new Models.SpdxLicense(id, { acknowledgement: Enums.LicenseAcknowledgement.Declared })]);
}

function purlOf(name, version) {
  const [, scope, own] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name);
  return new PackageURL('npm', scope, own, version).toString();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync('kaiji.cdx.json', sbom(await shipped()));
