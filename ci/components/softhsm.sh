#!/usr/bin/env bash
# Runs a command with a real SoftHSM 2 that holds one token, `seaworthy`, with a P-256 key `release`, an RSA key `rsa`,
# and their certificates. $SEAWORTHY_TEST_PKCS11 is the library; $SEAWORTHY_TEST_PIN names the file with the PIN.
#
#   ci/components/softhsm.sh mvn test -Dtest=TokenKeysTest
set -euo pipefail
. "$(dirname "$0")/need.sh"
need softhsm2-util softhsm2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tokens"
export SOFTHSM2_CONF=$work/softhsm2.conf
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" >"$SOFTHSM2_CONF"
export SEAWORTHY_TEST_PKCS11=
for library in /usr/lib/softhsm/libsofthsm2.so /usr/lib*/*/softhsm/libsofthsm2.so /usr/local/lib/softhsm/libsofthsm2.so; do
  [ ! -e "$library" ] || { SEAWORTHY_TEST_PKCS11=$library && break; }
done
export SEAWORTHY_TEST_PIN=$work/pin
(umask 077 && od -An -N8 -tu4 /dev/urandom | tr -d ' \n' >"$SEAWORTHY_TEST_PIN")
pin=$(cat "$SEAWORTHY_TEST_PIN")
quietly softhsm2-util --init-token --free --label other --so-pin "$pin" --pin "$pin"
quietly softhsm2-util --init-token --free --label seaworthy --so-pin "$pin" --pin "$pin"
# A token is found by its slot's number here: that of the one called `seaworthy`.
slot=$(softhsm2-util --show-slots | awk '/^Slot /{n=$2} /Label: *seaworthy *$/{print n; exit}')
printf 'name = softhsm\nlibrary = %s\nslot = %s\n' "$SEAWORTHY_TEST_PKCS11" "$slot" >"$work/jdk.cfg"
make_key() {
  quietly keytool -genkeypair -alias "$1" -dname "CN=$1" -validity 3650 "${@:2}" -storetype PKCS11 -keystore NONE \
    -providerClass sun.security.pkcs11.SunPKCS11 -providerArg "$work/jdk.cfg" -storepass:file "$SEAWORTHY_TEST_PIN"
}
make_key release -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA
make_key rsa -keyalg RSA -keysize 2048

"$@"
