#!/usr/bin/env bash
# The same without GitHub: what any CI system runs. MULLION is a checkout of Mullion with its dependencies installed.
#   commands.sh STACK          with credentials, in the folder of your Pulumi program
# Exits as mullion impact does: 0 go on, 2 ask somebody, 3 stop, 1 error.
set -euo pipefail

stack=$1
mullion=${MULLION:?the folder of a Mullion checkout}/cli/mullion.js

pulumi preview --json --show-sames --stack "$stack" >preview.json
node "$mullion" impact preview.json --format html --output impact.html || [ $? -ne 1 ]
node "$mullion" impact preview.json
