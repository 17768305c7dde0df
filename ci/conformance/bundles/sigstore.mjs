// Verifies the Sigstore bundles in evidence bundles by Sigstore's own verifier for JavaScript, as they are and
// tampered with.
//
// Usage: sigstore.mjs MODULES WORK, where MODULES has the verifier installed, and WORK holds the bundles `genuine`,
// `other-release` (of a pass), `stamped` and `again`, the public keys `sealer.pub` and `stranger.pub`, and the trusted
// roots `trust-trusted.json` and `trust-stranger.json`.
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, work] = process.argv.slice(2);
const require = createRequire(join(modules, 'package.json'));
const { bundleFromJSON } = require('@sigstore/bundle');
const { TrustedRoot } = require('@sigstore/protobuf-specs');
const { Verifier, toSignedEntity, toTrustMaterial } = require('@sigstore/verify');

const json = (...path) => JSON.parse(readFileSync(join(work, ...path), 'utf8'));
const NO_ROOT = { tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] };

/** Throws where the bundle is not signed by the key, or too few of the root's authorities stamped it. */
function verify(bundle, key, root = NO_ROOT, timestampThreshold = 0) {
  const publicKey = createPublicKey(readFileSync(join(work, key)));
  const material = toTrustMaterial(TrustedRoot.fromJSON(root), () => ({ publicKey, validFor: () => true }));
  const options = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold };
  new Verifier(material, options).verify(toSignedEntity(bundleFromJSON(bundle)));
}

/** The same with one bit of a base64 text flipped. */
function flipped(bundle, at, ...path) {
  const changed = structuredClone(bundle);
  const last = path.pop();
  const place = path.reduce((value, step) => value[step], changed);
  const bytes = Buffer.from(place[last], 'base64');
  bytes[Math.floor(bytes.length * at)] ^= 1;
  place[last] = bytes.toString('base64');
  return changed;
}

let faults = 0;
let accepted = 0;
let refused = 0;

function expect(what, wanted, act) {
  let why = '';
  try {
    act();
  } catch (error) {
    // Anything that the verifier did not say is a fault of this script.
    if (!String(error.stack).includes('@sigstore')) throw error;
    why = `${error.code ?? error.name}: ${error.message}`;
  }
  if ((why === '') !== wanted) {
    faults++;
    console.log(`FAILED: ${what} was ${why === '' ? 'accepted' : `refused (${why})`}`);
  } else if (wanted) accepted++;
  else refused++;
}

for (const [release, name] of [
  ['genuine', 'verdict'],
  ['genuine', 'vsa'],
  ['genuine', 'test-result'],
  ['other-release', 'svr'],
]) {
  const what = `${name} of ${release}`;
  const bundle = json(release, 'data', `${name}.sigstore.json`);
  expect(what, true, () => verify(bundle, 'sealer.pub'));
  expect(`${what} for another key`, false, () => verify(bundle, 'stranger.pub'));
  for (const at of [0, 0.5, 0.999]) {
    const payload = flipped(bundle, at, 'dsseEnvelope', 'payload');
    expect(`${what} with a bit of the payload flipped`, false, () => verify(payload, 'sealer.pub'));
    const signature = flipped(bundle, at, 'dsseEnvelope', 'signatures', 0, 'sig');
    expect(`${what} with a bit of the signature flipped`, false, () => verify(signature, 'sealer.pub'));
  }
  expect(`${what} without time stamps, of which one is demanded`, false, () =>
    verify(bundle, 'sealer.pub', json('trust-trusted.json'), 1),
  );
}

const stamped = json('stamped', 'data', 'verdict.sigstore.json');
const again = json('again', 'data', 'verdict.sigstore.json');
const trusted = json('trust-trusted.json');
const stamps = ['verificationMaterial', 'timestampVerificationData', 'rfc3161Timestamps'];
expect('a stamped verdict', true, () => verify(stamped, 'sealer.pub', trusted, 2));
expect('three time stamps, of which two are there', false, () => verify(stamped, 'sealer.pub', trusted, 3));
expect('another authority', false, () => verify(stamped, 'sealer.pub', json('trust-stranger.json'), 2));
for (const at of [0.125, 0.999]) {
  const changed = flipped(stamped, at, ...stamps, 0, 'signedTimestamp');
  expect(`a time stamp with a bit flipped at ${at}`, false, () => verify(changed, 'sealer.pub', trusted, 2));
}
const moved = structuredClone(stamped);
moved.verificationMaterial.timestampVerificationData = again.verificationMaterial.timestampVerificationData;
expect('the time stamps of another signature', false, () => verify(moved, 'sealer.pub', trusted, 2));

if (faults > 0) process.exit(1);
console.log(`@sigstore/verify: ${accepted} accepted, ${refused} ways of tampering refused`);
