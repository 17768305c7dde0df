#!/usr/bin/env bash
# Runs a command that tests, and fails where tests of a class were skipped or never ran: a test that needs a server is
# skipped without one, which in CI would go unseen.
#
#   ci/components/unskipped.sh RecordOdooAccessLiveTest SEAWORTHY_TEST_ODOO_ABSENT mvn test -Dtest=RecordOdooAccessLiveTest
#
# The second word names a variable: where it is set, it says why this machine cannot have the server, and skipping is
# what remains; that is told again at the end.
set -euo pipefail

class=$1
why=${!2:-}
shift 2
reports() { find . -path "*/target/surefire-reports/TEST-*.$class.xml" "$@"; }
reports -delete
"$@"
if [ -n "$why" ]; then
  printf '\n%s\n' "!!! $class WAS SKIPPED: $why !!!" >&2
  exit 0
fi
report=$(reports)
if [ -z "$report" ] || ! grep -qE '<testsuite .*tests="[1-9]' "$report"; then
  echo "$class did not run at all" >&2
  exit 1
fi
if grep -q '<skipped' "$report"; then
  echo "$class was skipped in part or whole though its server was there:" >&2
  grep -A2 '<skipped' "$report" >&2
  exit 1
fi
