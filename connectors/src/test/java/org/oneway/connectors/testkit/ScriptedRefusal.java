// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

/** Ends the handling of a request with a reply that is not success. */
final class ScriptedRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ScriptedReply reply;

  ScriptedRefusal(ScriptedReply reply) {
    super("answered " + reply.status());
    this.reply = reply;
  }

  ScriptedReply reply() {
    return reply;
  }
}
