# SPDX-License-Identifier: Apache-2.0
# Sourced: the servers that come from Maven Central, and where they are kept.
jars=${XDG_CACHE_HOME:-$HOME/.cache}/oneway-servers
greenmail=2.1.13
james=3.8.1
